// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.policy.PasswordPolicy;
import argine.audit.policy.PolicyRules;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import argine.investigate.face.Json;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code argine password check}: whether the password on the standard input may be taken. */
@CommandLine.Command(
        description =
                "Reads a password from the standard input and says whether the policy takes it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine password check --account rossi@example.org --alias sales@example.org < file",
            "  argine password check --policy legacy --account rossi@example.org < file",
            "",
            "The input is one line, or ends with a zero byte as pam_exec's does, which also names",
            "the account by PAM_USER.",
            "",
            "Exit code: 0 it may be taken, 1 could not be done, 2 asked wrongly, 3 it may not."
        })
public final class PasswordCheck implements Command {
    private final Surroundings surroundings;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A policy file, modern or legacy (${DEFAULT-VALUE}).",
            defaultValue = "modern")
    private String policy = "modern";

    @Option(names = "--account", paramLabel = "NAME", description = "Whose password it would be.")
    private Optional<String> account = Optional.empty();

    @Option(names = "--alias", paramLabel = "NAME", description = "Another name of the account.")
    private List<String> aliases = new ArrayList<>();

    @Option(
            names = "--display-name",
            paramLabel = "NAME",
            description = "What people read instead of the address.",
            defaultValue = "")
    private String displayName = "";

    @Mixin private OutputOptions output = new OutputOptions();

    public PasswordCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean json = output.isJson();
        PasswordPolicy asked = PasswordPolicy.of(policy);
        List<String> problems = PolicyRules.problems(asked, Typed.password(System.in), owner());
        output.show(surroundings, json ? json(problems) : text(problems));
        return problems.isEmpty() ? Exit.DONE : Exit.SOMETHING_IS_WRONG;
    }

    private Account owner() {
        String name = account.or(() -> Optional.ofNullable(System.getenv("PAM_USER"))).orElse("");
        return new Account(name, aliases, StoredPassword.HIDDEN, Account.Traits.named(displayName));
    }

    private static String json(List<String> problems) {
        return Json.object(
                json -> {
                    json.text("verdict", problems.isEmpty() ? "accepted" : "refused");
                    json.texts("problems", problems);
                });
    }

    private static String text(List<String> problems) {
        return problems.isEmpty()
                ? "ACCEPTED\n"
                : "REFUSED\n    " + String.join("\n    ", problems) + "\n";
    }
}
