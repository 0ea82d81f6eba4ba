// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.policy.PasswordPolicy;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine password serve}: the policy for forms that change passwords. */
@CommandLine.Command(
        description = "Answers over HTTP whether the policy takes a password.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine password serve",
            "  argine password serve --policy /etc/argine/password.conf --listen 127.0.0.1:10080",
            "",
            "Exit code: 0 ended when asked to, 1 could not be done, 2 asked wrongly."
        })
public final class PasswordServe implements Command {
    private final Surroundings surroundings;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A policy file, modern or legacy (${DEFAULT-VALUE}).",
            defaultValue = "modern")
    private String policy = "modern";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen (${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:10080")
    private String listen = "127.0.0.1:10080";

    @Spec private CommandLine.Model.CommandSpec spec;

    public PasswordServe(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        InetSocketAddress address = address();
        try (Stop stop = Stop.after(Optional.empty());
                PolicyEndpoint endpoint =
                        PolicyEndpoint.start(PasswordPolicy.of(policy), address)) {
            surroundings
                    .out()
                    .println(
                            "Listening on http://"
                                    + host()
                                    + ":"
                                    + endpoint.port()
                                    + PolicyEndpoint.PATH);
            if (!address.getAddress().isLoopbackAddress()) {
                surroundings
                        .err()
                        .println(
                                "argine: passwords come in the clear here; put a proxy with TLS in"
                                        + " front, or listen on 127.0.0.1");
            }
            surroundings.flush();
            stop.await();
        }
        return Exit.DONE;
    }

    private String host() {
        return listen.substring(0, listen.lastIndexOf(':'));
    }

    private InetSocketAddress address() {
        if (!listen.matches("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]+):[0-9]{1,5}")) {
            throw wrong("'" + listen + "' is not of the form HOST:PORT");
        }
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        if (port > 65_535) {
            throw wrong("there is no port " + port);
        }
        InetSocketAddress address = new InetSocketAddress(host(), port);
        if (address.isUnresolved()) {
            throw wrong("there is no host " + host());
        }
        return address;
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
