// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.Program;
import argine.server.access.Door;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * The ports on which a Postfix takes logins, by its own {@code postconf}.
 *
 * @param dovecot whether Dovecot checks the passwords of one of them
 * @param elsewhere those whose passwords something else checks
 * @param log where it logs, if to a file of its own
 * @param queue its queue, where it says which process is its master
 */
record Submission(
        Set<Integer> ports,
        boolean dovecot,
        Set<Integer> elsewhere,
        Optional<Path> log,
        Optional<Path> queue) {
    private static final int LONGEST_NUMBER = 32;
    private static final Path SERVICES = Path.of("/etc/services");
    private static final String AUTH = "smtpd_sasl_auth_enable";
    static final String TYPE = "smtpd_sasl_type";

    static Submission of(Optional<Path> config) throws IOException {
        return of(
                postconf(config, AUTH, TYPE, "maillog_file", "queue_directory"),
                postconf(config, "-M"),
                postconf(config, "-P"),
                known());
    }

    /** By what {@code postconf} says of main.cf, of the services and of their own settings. */
    static Submission of(String main, String services, String own, Map<String, Integer> known) {
        Set<Integer> ports = new HashSet<>();
        Set<Integer> elsewhere = new HashSet<>();
        for (Taking one : taking(services, main, own)) {
            Optional<Integer> port = port(one.listener(), known);
            port.ifPresent(ports::add);
            port.filter(_ -> !one.setting(TYPE, main, own).equals("dovecot"))
                    .ifPresent(elsewhere::add);
        }
        return new Submission(
                Set.copyOf(ports),
                elsewhere.size() < ports.size(),
                Set.copyOf(elsewhere),
                path("maillog_file", main),
                path("queue_directory", main));
    }

    /**
     * A service of master.cf that takes mail and logins.
     *
     * @param listener the name there of what listens: itself, or the postscreen in front of it
     * @param service as {@code postconf -P} names it: {@code smtpd/pass}
     */
    record Taking(String listener, String service) {

        /** What it has set for itself in master.cf, or what main.cf says. */
        String setting(String name, String main, String own) {
            return Submission.setting(service, name, main, own);
        }

        boolean isScreened() {
            return service.endsWith("/pass");
        }
    }

    static List<Taking> taking(String services, String main, String own) {
        List<String[]> all =
                services.lines()
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(words -> words.length > 7)
                        .toList();
        List<Taking> taking = new ArrayList<>();
        for (String[] words : all) {
            String service = words[0] + "/" + words[1];
            if (words[7].equals("smtpd") && setting(service, AUTH, main, own).equals("yes")) {
                if (words[1].equals("inet")) {
                    taking.add(new Taking(words[0], service));
                } else if (words[1].equals("pass")) {
                    all.stream()
                            .filter(one -> one[1].equals("inet") && one[7].equals("postscreen"))
                            .forEach(screen -> taking.add(new Taking(screen[0], service)));
                }
            }
        }
        return taking;
    }

    /** Where it takes logins, asked anew. */
    static List<Door> doors(Optional<Path> config) throws IOException {
        String main =
                postconf(
                        config,
                        "-x",
                        AUTH,
                        TYPE,
                        "inet_interfaces",
                        "inet_protocols",
                        "smtpd_tls_wrappermode",
                        "smtpd_upstream_proxy_protocol",
                        "postscreen_upstream_proxy_protocol");
        return new PostfixDoors(main, postconf(config, "-P"), known()).of(postconf(config, "-M"));
    }

    /**
     * Which processes are this Postfix's own, as it runs now: there may be another on this host,
     * with the same ports at other addresses. All, where that cannot be told.
     */
    LongPredicate ownProcesses() {
        Optional<Long> master = queue.flatMap(Submission::master);
        return process -> {
            Optional<Long> parent =
                    ProcessHandle.of(process)
                            .flatMap(ProcessHandle::parent)
                            .map(ProcessHandle::pid);
            return process == 0 || master.isEmpty() || parent.isEmpty() || parent.equals(master);
        };
    }

    /** The processes that its master has started; none where it does not run. */
    Set<Long> children() {
        return queue.flatMap(Submission::master).flatMap(ProcessHandle::of).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static Optional<Long> master(Path queue) {
        try (InputStream in = Files.newInputStream(queue.resolve("pid/master.pid"))) {
            String text = new String(in.readNBytes(LONGEST_NUMBER), StandardCharsets.US_ASCII);
            return Optional.of(Long.parseLong(text.strip()));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** What a service ({@code smtp/inet}) has set for itself, or what main.cf says. */
    static String setting(String service, String name, String main, String own) {
        String inMaster = service + "/" + name + " = ";
        String inMain = name + " = ";
        return own.lines()
                .filter(line -> line.startsWith(inMaster))
                .map(line -> line.substring(inMaster.length()))
                .findFirst()
                .or(
                        () ->
                                main.lines()
                                        .filter(line -> line.startsWith(inMain))
                                        .map(line -> line.substring(inMain.length()))
                                        .findFirst())
                .orElse("")
                .strip();
    }

    private static Optional<Path> path(String name, String main) {
        String start = name + " = ";
        return main.lines()
                .filter(line -> line.startsWith(start + "/"))
                .map(line -> Path.of(line.substring(start.length()).strip()))
                .findFirst();
    }

    private static String postconf(Optional<Path> config, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("postconf"));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(List.of(words));
        Program answer = Program.run(command);
        if (answer.exit() != 0) {
            throw new IOException("postconf: " + answer.why());
        }
        return answer.said();
    }

    static Optional<Integer> port(String service, Map<String, Integer> known) {
        String port = service.substring(service.lastIndexOf(':') + 1);
        return port.matches("[0-9]{1,5}")
                ? Optional.of(Integer.parseInt(port))
                : Optional.ofNullable(known.get(port));
    }

    private static Map<String, Integer> known() throws IOException {
        Map<String, Integer> known =
                new HashMap<>(
                        Map.of("smtp", 25, "submission", 587, "submissions", 465, "smtps", 465));
        if (Files.isReadable(SERVICES)) {
            for (String line : Files.readAllLines(SERVICES, StandardCharsets.ISO_8859_1)) {
                String[] words = line.split("[\\s/]+", -1);
                if (words.length > 2 && words[1].matches("[0-9]{1,5}") && words[2].equals("tcp")) {
                    known.put(words[0], Integer.parseInt(words[1]));
                }
            }
        }
        return known;
    }
}
