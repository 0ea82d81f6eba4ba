// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code argine why}: the story behind the code in an SMTP reply. */
@CommandLine.Command(
        description =
                "Tells the story behind the code in a reply such as 450 4.7.1 ... (argine a7f3).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  argine why a7f3"})
public final class Why implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "CODE", description = "As it stands in the reply.")
    private String code = "";

    public Why(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told =
                daemon.ask(
                        "/why",
                        ControlSocket.question()
                                .put("code", code.strip().toLowerCase(Locale.ROOT)));
        if (daemon.isJson()) {
            surroundings.out().println(told.json());
        } else {
            print(told.tree());
        }
        return Exit.DONE;
    }

    private void print(JsonNode why) {
        PrintWriter out = surroundings.out();
        out.println(
                GuardStatus.text(why, "subject")
                        + ": "
                        + GuardStatus.text(why, "decision")
                        + ", because of the rule \""
                        + GuardStatus.text(why, "rule")
                        + "\"");
        for (JsonNode text : why.path("texts")) {
            out.println("  The client read: " + Plain.line(text.asString("")));
        }
        out.println(
                "  "
                        + GuardStatus.text(why, "times")
                        + " times, from "
                        + GuardStatus.text(why, "first")
                        + " to "
                        + GuardStatus.text(why, "last"));
        print("How the limits stood:", why.path("counters"), out);
        print("The last messages before it:", why.path("messages"), out);
        out.println("Who may let it pass: " + GuardStatus.text(why, "release"));
    }

    private static void print(String title, JsonNode lines, PrintWriter out) {
        if (!lines.isEmpty()) {
            out.println(title);
        }
        for (JsonNode line : lines) {
            out.println("  " + Plain.line(line.asString("")));
        }
    }
}
