// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Plain;
import argine.server.Configuration;
import argine.server.ConfigurationFinder;
import argine.server.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code argine guard doctor}: is every rule really reached? */
@CommandLine.Command(
        description =
                "Sends probes through the running mail server and says whether the guard is reached.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard doctor                                   what the configuration alone shows",
            "  argine guard doctor --smtp 127.0.0.1:587 --login probe@example.org --password-file FILE",
            "  argine guard doctor --smtp 127.0.0.1:25 --to probe@example.org       webmail, no login",
            "  argine guard doctor --exim --smtp 127.0.0.1:587 --login probe@example.org"
                    + " --password-file FILE",
            "  exim4 -bP config > FILE; argine guard doctor --exim-config FILE   its configuration alone",
            "",
            "A probe is refused by the guard at its end. Where the guard is not reached it is delivered,",
            "to --to (usually the login's own mailbox).",
            "Exit code: 0 all is reached, 1 could not be done, 2 asked wrongly, 3 something is not reached."
        })
public final class GuardDoctor implements Command {
    private static final int LONGEST_PASSWORD = 1024;

    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Option(
            names = "--smtp",
            paramLabel = "ADDRESS:PORT",
            description = "Where a probe is handed in; may come several times.")
    private List<String> smtp = List.of();

    @Option(
            names = "--login",
            paramLabel = "ACCOUNT",
            description = "The account that sends the probes.")
    private String login = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its password; - reads it from the standard input.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--to", paramLabel = "ADDRESS", description = "The recipient (the login).")
    private String to = "";

    @Option(
            names = "--postfix",
            paramLabel = "PATH",
            description = "The folder of main.cf and master.cf, or what postconf -n and -P print.")
    private Optional<Path> postfix = Optional.empty();

    @Option(
            names = "--dovecot",
            paramLabel = "PATH",
            description = "The folder of dovecot.conf, or what doveconf -n prints.")
    private Optional<Path> dovecot = Optional.empty();

    @Option(
            names = "--exim",
            description =
                    "The mail server is Exim, though its greeting may not say so: no other's"
                            + " configuration is read unless it is named.")
    private boolean exim;

    @Option(
            names = "--exim-config",
            paramLabel = "FILE",
            description = "What exim -bP config prints, where the mail server is Exim.")
    private Optional<Path> eximConfig = Optional.empty();

    @Spec private CommandLine.Model.CommandSpec spec;

    public GuardDoctor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        List<Advice> all = new ArrayList<>();
        Optional<JsonNode> status = status(all);
        status.ifPresent(told -> all.addAll(Advice.ofLog(told)));
        Optional<Configuration> configuration = configuration(all);
        if (isExim()) {
            exim(status.map(GuardDoctor::doors), all);
        }
        probes(configuration, status.isPresent(), all);
        print(all);
        return all.stream().allMatch(Advice::good) ? Exit.DONE : Exit.SOMETHING_IS_WRONG;
    }

    /** What the guard says of itself; without one the rest is looked at all the same. */
    private Optional<JsonNode> status(List<Advice> all) throws IOException {
        try {
            JsonNode status = daemon.ask("/status", ControlSocket.question()).tree();
            String state = status.path("state").asString("");
            all.add(
                    state.equals("enforcing")
                            ? Advice.good("the guard is running and enforcing")
                            : Advice.bad("the guard is " + state, "argine guard status"));
            return Optional.of(status);
        } catch (AskedDaemon.Silent e) {
            all.add(Advice.bad(e.why() + "; to start it:", "systemctl enable --now argine-guard"));
            return Optional.empty();
        }
    }

    /** A mail server that is not here is no trouble: it may be on another host. */
    private Optional<Configuration> configuration(List<Advice> all) throws IOException {
        boolean named = postfix.isPresent() || dovecot.isPresent();
        if (isExim() && !named) {
            return Optional.empty();
        }
        try {
            Configuration read = ConfigurationFinder.find(postfix, dovecot, Optional.empty());
            all.addAll(Advice.of(read));
            return Optional.of(read);
        } catch (IOException e) {
            if (named) {
                throw e;
            }
            all.add(
                    Advice.bad(
                            "no configuration of a mail server was read: " + e.getMessage(),
                            "argine guard doctor --exim ...      # where it is Exim"));
            return Optional.empty();
        }
    }

    private boolean isExim() {
        return exim || eximConfig.isPresent();
    }

    /** An Exim that is not here is no trouble either. */
    private void exim(Optional<Set<String>> doors, List<Advice> all) throws IOException {
        try {
            Servers.exim(eximConfig).ifPresent(acls -> all.addAll(EximAdvice.of(acls, doors)));
        } catch (IOException e) {
            if (eximConfig.isPresent()) {
                throw e;
            }
            all.add(Advice.bad("Exim's configuration was not read: " + e.getMessage()));
        }
    }

    /** Where the guard takes Exim's lines. */
    private static Set<String> doors(JsonNode status) {
        Set<String> doors = new LinkedHashSet<>();
        for (JsonNode door : status.path("doors")) {
            if (door.path("door").asString("").equals("line")) {
                doors.add(door.path("at").asString(""));
            }
        }
        return doors;
    }

    /** A probe that no guard refuses would be delivered. */
    private void probes(Optional<Configuration> configuration, boolean guarded, List<Advice> all)
            throws IOException {
        String recipient = to.isEmpty() ? login : to;
        if (!smtp.isEmpty() && recipient.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name --login or --to: where may a probe end up?");
        }
        if (!guarded) {
            all.add(Advice.bad("no probe was sent: it needs a guard that answers"));
            return;
        }
        String password = smtp.isEmpty() || login.isEmpty() ? "" : password();
        for (String where : smtp) {
            InetSocketAddress address = address(where);
            List<String> lines = List.of(Advice.policyLines(configuration, address.getPort()));
            Probed probed = new Probed(where, lines, isExim(), login, new SmtpProbe(daemon), all);
            probed.ordinary(address, new SmtpProbe.Message(login, password, sender(), recipient));
            if (!login.isEmpty()) {
                probed.nullSender(address, new SmtpProbe.Message(login, password, "", recipient));
            }
        }
        if (smtp.isEmpty()) {
            all.add(Advice.bad("no probe was sent", "argine guard doctor --help"));
        }
    }

    private String sender() {
        return login.isEmpty() ? to : login;
    }

    private String password() throws IOException {
        Path file =
                passwordFile.orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(), "--login needs --password-file"));
        try (InputStream in = file.equals(Path.of("-")) ? System.in : Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_PASSWORD), StandardCharsets.UTF_8).strip();
        }
    }

    private InetSocketAddress address(String where) {
        int colon = where.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    where.substring(0, Math.max(0, colon)),
                    Integer.parseInt(where.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "not ADDRESS:PORT: " + where, e);
        }
    }

    private void print(List<Advice> all) {
        if (daemon.isJson()) {
            surroundings.out().println(json(all));
            return;
        }
        PrintWriter out = surroundings.out();
        long bad = all.stream().filter(one -> !one.good()).count();
        out.println(
                bad == 0
                        ? "Every rule is reached."
                        : bad == 1
                                ? "1 thing is not as it should be."
                                : bad + " things are not as they should be.");
        for (Advice one : all) {
            out.println((one.good() ? "  ok   " : "  NOT  ") + Plain.line(one.what()));
            one.paste().forEach(line -> out.println("         " + line));
        }
    }

    private static String json(List<Advice> all) {
        ObjectNode answer = ControlSocket.question();
        ArrayNode list = answer.putArray("findings");
        for (Advice one : all) {
            ObjectNode finding = list.addObject().put("good", one.good()).put("what", one.what());
            ArrayNode paste = finding.putArray("paste");
            one.paste().forEach(paste::add);
        }
        return AskedDaemon.json(answer);
    }
}
