// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.server.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters in Postfix's main.cf, read as text; no program of Postfix is started.
 *
 * <p>The file may be a copy: what it names below {@code /etc/postfix} is looked for beside it
 * first.
 *
 * <p><b>Limits.</b> Overrides in master.cf are per service and are not considered. Without {@code
 * mynetworks} Postfix takes the addresses of the host's interfaces, which a file does not tell:
 * then it is loopback only.
 */
public final class MainCf {
    private static final int MAX_FILE = 4 * 1024 * 1024;
    private static final int MAX_PARAMETERS = 10_000;
    private static final Path USUAL_PLACE = Path.of("/etc/postfix");
    private static final int MAPPED_BITS = 96;

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "mydestination", "$myhostname, localhost.$mydomain, localhost",
                    "queue_directory", "/var/spool/postfix",
                    "data_directory", "/var/lib/postfix",
                    "virtual_mailbox_domains", "$virtual_mailbox_maps",
                    "virtual_alias_domains", "$virtual_alias_maps");

    private static final List<String> DOMAIN_LISTS =
            List.of("virtual_mailbox_domains", "virtual_alias_domains", "relay_domains");

    private final Path file;
    private final Map<String, String> parameters;
    private final Set<String> trouble = new LinkedHashSet<>();

    private MainCf(Path file, Map<String, String> parameters) {
        this.file = file;
        this.parameters = parameters;
    }

    /** Reads a main.cf, given itself or by its directory. */
    public static MainCf read(Path directoryOrFile) throws IOException {
        Path file =
                Files.isDirectory(directoryOrFile)
                        ? directoryOrFile.resolve("main.cf")
                        : directoryOrFile;
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            MainCf main = new MainCf(file, parse(text));
            main.nameHost();
            return main;
        }
    }

    /** Joins continued lines; the last of several settings of a parameter counts. */
    private static Map<String, String> parse(String text) {
        List<StringBuilder> logical = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && !logical.isEmpty()) {
                logical.getLast().append(' ').append(line.strip());
            } else {
                logical.add(new StringBuilder(line.strip()));
            }
        }
        Map<String, String> parameters = new HashMap<>();
        for (StringBuilder line : logical) {
            int equals = line.indexOf("=");
            if (equals > 0 && parameters.size() < MAX_PARAMETERS) {
                parameters.put(
                        line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return parameters;
    }

    /** Sets the names that Postfix takes from the host, as far as the files tell. */
    private void nameHost() {
        String host = parameters.containsKey("myhostname") ? value("myhostname") : hostname();
        if (host.isEmpty()) {
            trouble.add("myhostname is not set, so the host's own name is not known");
            return;
        }
        int dot = host.indexOf('.');
        parameters.putIfAbsent("mydomain", dot < 0 ? "localdomain" : host.substring(dot + 1));
        parameters.putIfAbsent("myhostname", dot < 0 ? host + "." + value("mydomain") : host);
    }

    /** The first line of the file {@code hostname} beside the directory, as in /etc. */
    private String hostname() {
        Path beside = file.toAbsolutePath().normalize().resolve("../../hostname").normalize();
        try (InputStream in = Files.newInputStream(beside)) {
            return new String(in.readNBytes(256), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** The value of a parameter with everything replaced; empty where nothing sets it. */
    public String value(String name) {
        return new Expansion(this::raw).expand(raw(name)).strip();
    }

    private String raw(String name) {
        String set = parameters.get(name);
        if (set != null) {
            return set;
        }
        return name.equals("config_directory")
                ? String.valueOf(file.toAbsolutePath().getParent())
                : DEFAULTS.getOrDefault(name, "");
    }

    /** Where the queue is. */
    public Optional<Path> queueDirectory() {
        return path("queue_directory");
    }

    /** Whether it says that the queue is at another place than Postfix's usual one. */
    public boolean namesOtherQueue() {
        return !queueDirectory().equals(Optional.of(Path.of(DEFAULTS.get("queue_directory"))));
    }

    /** The log that Postfix writes itself, if it does not use syslog. */
    public Optional<Path> logFile() {
        return path("maillog_file");
    }

    private Optional<Path> path(String name) {
        try {
            return Optional.of(value(name)).filter(text -> text.startsWith("/")).map(Path::of);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** The networks and domains; what could not be read for them is in {@link #trouble}. */
    public Settings settings() {
        Set<String> domains = new LinkedHashSet<>();
        list("mydestination").stream().filter(MainCf::isDomain).forEach(domains::add);
        for (String name : DOMAIN_LISTS) {
            list(name).stream()
                    .filter(word -> isDomain(word) && word.indexOf('.') >= 0)
                    .map(word -> word.startsWith(".") ? word.substring(1) : word)
                    .forEach(domains::add);
        }
        return new Settings(file.toString(), networks(), Set.copyOf(domains));
    }

    /** Who may say from where a client really comes: proxies and filters in front. */
    public List<Network> proxies() {
        return list("smtpd_authorized_xclient_hosts").stream()
                .flatMap(word -> network(word).stream())
                .distinct()
                .toList();
    }

    /** One sentence for each thing that could not be read; whole after {@link #settings}. */
    public List<String> trouble() {
        return List.copyOf(trouble);
    }

    private List<Network> networks() {
        if (!parameters.containsKey("mynetworks")) {
            return Settings.UNKNOWN.ownNetworks();
        }
        return list("mynetworks").stream()
                .flatMap(word -> network(word).stream())
                .distinct()
                .toList();
    }

    /** As {@link Network#parse}, and the mapped form {@code [::ffff:127.0.0.0]/104} too. */
    private static Optional<Network> network(String word) {
        int slash = word.lastIndexOf('/');
        String address =
                (slash < 0 ? word : word.substring(0, slash)).replace("[", "").replace("]", "");
        Optional<ClientAddress> parsed = ClientAddress.parse(address);
        if (slash < 0
                || address.indexOf(':') < 0
                || !parsed.map(ClientAddress::isV4).orElse(false)) {
            return Network.parse(word);
        }
        String bits = word.substring(slash + 1);
        return bits.matches("[0-9]{2,3}")
                ? Network.parse(parsed.get() + "/" + (Integer.parseInt(bits) - MAPPED_BITS))
                : Optional.empty();
    }

    private List<String> list(String name) {
        List<String> notRead = new ArrayList<>();
        List<String> words = new ListValue(name, this::placeOf, notRead).read(value(name));
        trouble.addAll(notRead);
        return words;
    }

    /** Where a file of the configuration is: beside a copied main.cf, or where it says. */
    private Path placeOf(Path named) {
        Path parent = file.toAbsolutePath().getParent();
        if (named.startsWith(USUAL_PLACE) && parent != null) {
            Path beside = parent.resolve(USUAL_PLACE.relativize(named));
            if (Files.exists(beside)) {
                return beside;
            }
        }
        return named;
    }

    /** A table of addresses has domains among its keys; addresses and patterns are not domains. */
    private static boolean isDomain(String word) {
        return word.matches("\\.?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
    }
}
