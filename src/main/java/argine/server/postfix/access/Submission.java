// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.access.Program;
import java.io.IOException;
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

/**
 * The ports on which a Postfix takes logins, by its own {@code postconf}.
 *
 * @param dovecot whether Dovecot checks the passwords
 * @param log where it logs, if to a file of its own
 */
record Submission(Set<Integer> ports, boolean dovecot, Optional<Path> log) {
    private static final Path SERVICES = Path.of("/etc/services");
    private static final String AUTH = "/inet/smtpd_sasl_auth_enable = ";

    static Submission of(Optional<Path> config) throws IOException {
        String main = postconf(config, "smtpd_sasl_auth_enable", "smtpd_sasl_type", "maillog_file");
        Map<String, Boolean> auth = new HashMap<>();
        boolean byDefault = main.contains("smtpd_sasl_auth_enable = yes");
        for (String line : postconf(config, "-M").lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > 7 && words[1].equals("inet") && words[7].equals("smtpd")) {
                auth.put(words[0], byDefault);
            }
        }
        for (String line : postconf(config, "-P").lines().toList()) {
            int at = line.indexOf(AUTH);
            if (at > 0) {
                auth.computeIfPresent(
                        line.substring(0, at),
                        (_, _) -> line.substring(at + AUTH.length()).strip().equals("yes"));
            }
        }
        Set<Integer> ports = new HashSet<>();
        Map<String, Integer> known = known();
        auth.forEach((service, on) -> port(service, known).filter(_ -> on).ifPresent(ports::add));
        return new Submission(
                Set.copyOf(ports), main.contains("smtpd_sasl_type = dovecot"), log(main));
    }

    private static Optional<Path> log(String main) {
        String start = "maillog_file = ";
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
            throw new IOException("postconf: " + answer.lastLine());
        }
        return answer.said();
    }

    private static Optional<Integer> port(String service, Map<String, Integer> known) {
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
