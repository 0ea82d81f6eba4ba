// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.probe.Endpoint;
import argine.audit.probe.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options that say which running server is asked, and as whom. To be mixed into a command.
 *
 * <p>A password comes from the environment: what stands on a command line everybody on the host can
 * read.
 */
final class ProbeOptions {
    private static final String PASSWORD = "ARGINE_PROBE_PASSWORD";
    private static final int MOST = 16;

    @Option(
            names = "--probe",
            paramLabel = "HOST:PORT",
            arity = "0..1",
            split = ",",
            fallbackValue = "127.0.0.1:25,127.0.0.1:587,127.0.0.1:465",
            description =
                    "Also asks the running server, up to RCPT; nothing is sent. smtps:HOST:PORT"
                            + " where TLS comes first.")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--probe-from",
            paramLabel = "ADDRESS",
            description = "The address of this host to ask from.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--probe-recipient",
            paramLabel = "ADDRESS",
            description = "A recipient elsewhere (${DEFAULT-VALUE}); gets nothing.",
            defaultValue = "argine-probe@example.com")
    private String recipient = "argine-probe@example.com";

    @Option(
            names = "--probe-sender",
            paramLabel = "ADDRESS",
            description =
                    "From whom it says that the mail is (${DEFAULT-VALUE}); for servers that refuse"
                            + " such a sender.",
            defaultValue = "argine-probe@example.com")
    private String sender = "argine-probe@example.com";

    @Option(
            names = "--probe-account",
            paramLabel = "ACCOUNT",
            description = "Also logs in, with the password in " + PASSWORD + ".")
    private Optional<String> account = Optional.empty();

    boolean isAsked() {
        return !endpoints.isEmpty();
    }

    Probe.Answers answers() throws IOException {
        List<Endpoint> all = new ArrayList<>();
        for (String text : endpoints.stream().limit(MOST).toList()) {
            all.add(Endpoint.of(text));
        }
        insistOnAddress(recipient);
        insistOnAddress(sender);
        Optional<Probe.Login> login =
                account.isPresent() ? Optional.of(login(account.get())) : Optional.empty();
        return new Probe(
                        from.isPresent() ? Optional.of(Endpoint.own(from.get())) : Optional.empty(),
                        sender,
                        recipient,
                        login)
                .ask(all);
    }

    private static void insistOnAddress(String text) throws IOException {
        if (!text.matches("[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}")) {
            throw new IOException("'" + text + "' is no address to ask about");
        }
    }

    private static Probe.Login login(String account) throws IOException {
        if (!account.matches("[^\\s<>\\p{Cntrl}]{1,320}")) {
            throw new IOException("that is no account to log in with");
        }
        return new Probe.Login(
                account,
                Optional.ofNullable(System.getenv(PASSWORD))
                        .orElseThrow(() -> new IOException("the environment has no " + PASSWORD)));
    }
}
