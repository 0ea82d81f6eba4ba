// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the programs of a mail server are told, setting by setting, as text.
 *
 * @param postfix the parameters of main.cf that are set; empty if there is no Postfix
 * @param services Postfix's services that take mail by SMTP, by {@code name/type}, each with what
 *     master.cf says otherwise for it
 * @param dovecot Dovecot's settings in their order; those within blocks by their path, {@code
 *     passdb/driver}, and the label of a block as the value of the block's own path
 * @param icewarp IceWarp's system properties, by their names in lower case
 * @param catchAlls what stands for every name of a domain in the tables that could be listed
 * @param nullSenders what tables say of the null sender, by their {@code type:path}; empty text
 *     where one says nothing; those that could not be asked are not in it
 * @param networks the words behind each word of mynetworks that names a table or a file
 * @param where what was read
 */
public record Configuration(
        Map<String, String> postfix,
        Map<String, Map<String, String>> services,
        List<Map.Entry<String, String>> dovecot,
        Map<String, String> icewarp,
        List<CatchAll> catchAlls,
        Map<String, String> nullSenders,
        Map<String, List<String>> networks,
        List<String> where) {

    /**
     * An entry of a table of Postfix's that stands for every name of a domain.
     *
     * @param parameter what names the table
     * @param table its type and path, {@code hash:/etc/postfix/virtual}
     * @param name {@code @example.org}
     * @param target where it leads
     */
    public record CatchAll(String parameter, String table, String name, String target) {}

    private static final List<String> SUBMISSION =
            List.of("submission", "smtps", "submissions", "587", "465");

    /** As /etc/services has them; master.cf may use either. */
    private static final Map<Integer, List<String>> NAMES =
            Map.of(
                    25, List.of("smtp"),
                    465, List.of("submissions", "smtps", "urd"),
                    587, List.of("submission"));

    /**
     * Where a file that a copied configuration names is: beside the copy, or where it says.
     *
     * @param usual the folder that was copied, {@code /etc/postfix}
     * @param copy that folder's copy, or a file in it
     */
    public static Path placeOf(Path named, Path usual, Path copy) {
        if (!named.startsWith(usual)) {
            return named;
        }
        Path inside = usual.relativize(named);
        Path from = copy.toAbsolutePath();
        return Files.isDirectory(from) ? from.resolve(inside) : from.resolveSibling(inside);
    }

    public boolean hasPostfix() {
        return !postfix.isEmpty();
    }

    public boolean hasDovecot() {
        return !dovecot.isEmpty();
    }

    /** A property of IceWarp's; nothing where it was not asked for. */
    public Optional<String> icewarp(String name) {
        return Optional.ofNullable(icewarp.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A parameter of main.cf with a default for where it is not set. */
    public String postfix(String name, String otherwise) {
        return postfix.getOrDefault(name, otherwise).strip();
    }

    /** A parameter as one service has it. */
    public String postfix(String service, String name, String otherwise) {
        return Optional.ofNullable(services.getOrDefault(service, Map.of()).get(name))
                .map(String::strip)
                .orElse(postfix(name, otherwise));
    }

    /** The service at a port, by {@code name/type}, where master.cf has settings of its own. */
    public Optional<String> serviceAt(int port) {
        List<String> names = NAMES.getOrDefault(port, List.of());
        return services.keySet().stream()
                .filter(service -> !services.getOrDefault(service, Map.of()).isEmpty())
                .filter(service -> service.endsWith("/inet"))
                .filter(
                        service -> {
                            String name = portOf(service);
                            return name.equals(Integer.toString(port)) || names.contains(name);
                        })
                .findFirst();
    }

    /** What is behind the address in a service's name. */
    private static String portOf(String service) {
        String name = service.substring(0, service.indexOf('/'));
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** The services through which users submit, by {@code name/type}; empty if there are none. */
    public List<String> submissionServices() {
        return services.keySet().stream()
                .filter(service -> SUBMISSION.contains(portOf(service)))
                .toList();
    }

    /** The last value of a setting of Dovecot's, with a default for where it is not set. */
    public String dovecot(String path, String otherwise) {
        List<String> all = dovecotAll(path);
        return all.isEmpty() ? otherwise : all.getLast();
    }

    /** Every value of a setting that may come in several blocks. */
    public List<String> dovecotAll(String path) {
        return dovecot.stream()
                .filter(entry -> entry.getKey().equals(path))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a switch of Dovecot's is on. */
    public boolean isOn(String path, boolean otherwise) {
        String value = dovecot(path, otherwise ? "yes" : "no").toLowerCase(Locale.ROOT);
        return value.equals("yes") || value.equals("y") || value.equals("true");
    }

    /** What readers of their own have read of each server. */
    public static Configuration of(
            Map<String, String> postfix,
            Map<String, Map<String, String>> services,
            List<Map.Entry<String, String>> dovecot,
            Map<String, String> icewarp,
            List<CatchAll> catchAlls,
            List<String> where) {
        return new Configuration(
                Map.copyOf(postfix),
                new LinkedHashMap<>(services),
                List.copyOf(dovecot),
                Map.copyOf(icewarp),
                List.copyOf(catchAlls),
                Map.of(),
                Map.of(),
                List.copyOf(where));
    }

    /** The same with what tables say: of the null sender, and whom they trust. */
    public Configuration withTables(
            Map<String, String> said, Map<String, List<String>> trusted, List<String> read) {
        return new Configuration(
                postfix,
                services,
                dovecot,
                icewarp,
                catchAlls,
                Map.copyOf(said),
                Map.copyOf(trusted),
                List.copyOf(read));
    }

    /** The networks behind a word of mynetworks: those of a table, else the word itself. */
    public List<String> networksOf(String word) {
        return networks.getOrDefault(word, List.of(word));
    }
}
