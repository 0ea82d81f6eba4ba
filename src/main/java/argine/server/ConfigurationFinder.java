// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.server.dovecot.DoveconfText;
import argine.server.dovecot.OwnSettings;
import argine.server.dovecot.PassdbArguments;
import argine.server.icewarp.SystemProperties;
import argine.server.postfix.PostconfText;
import argine.server.postfix.table.CatchAlls;
import argine.server.postfix.table.NullSenders;
import argine.server.postfix.table.TrustedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what the programs of the mail servers at hand are told, setting by setting.
 *
 * <p>Of Postfix, Dovecot and IceWarp together, for a host may have all of them.
 */
public final class ConfigurationFinder {
    private static final Path DOVECOT = Path.of("/etc/dovecot/dovecot.conf");

    private ConfigurationFinder() {}

    /**
     * The configuration as files or as what the servers' own programs print of it; where nothing is
     * named, those programs are asked here.
     */
    public static Configuration find(
            Optional<Path> postfix, Optional<Path> dovecot, Optional<Path> icewarp)
            throws IOException {
        return find(postfix, dovecot, icewarp, List.of());
    }

    /** The same; {@code names} are what the tool of an IceWarp in a folder is asked for. */
    public static Configuration find(
            Optional<Path> postfix,
            Optional<Path> dovecot,
            Optional<Path> icewarp,
            List<String> names)
            throws IOException {
        boolean here = postfix.isEmpty() && dovecot.isEmpty() && icewarp.isEmpty();
        List<String> where = new ArrayList<>();
        PostconfText main = postfix(postfix, here, where);
        List<Map.Entry<String, String>> settings = dovecot(dovecot, here, where);
        Map<String, String> properties = Map.of();
        if (icewarp.isPresent()) {
            properties = icewarp(icewarp.get(), names, where);
        }
        if (where.isEmpty()) {
            throw new IOException(
                    "no Postfix and no Dovecot here; name their configuration:"
                            + " argine audit settings --postfix DIR --dovecot DIR");
        }
        List<Configuration.CatchAll> catchAlls =
                new CatchAlls(postfix).read(main.parameters(), where);
        Configuration read =
                Configuration.of(
                        main.parameters(), main.services(), settings, properties, catchAlls, where);
        Map<String, String> nullSenders = new NullSenders(postfix).read(read, where);
        Map<String, List<String>> trusted = new TrustedNetworks(postfix).read(read, where);
        return read.withTables(nullSenders, trusted, where);
    }

    private static Map<String, String> icewarp(Path named, List<String> names, List<String> where)
            throws IOException {
        Map<String, String> properties =
                Files.isDirectory(named)
                        ? SystemProperties.ask(named, names)
                        : SystemProperties.read(named, names);
        List<String> untold =
                names.stream()
                        .filter(name -> !properties.containsKey(name.toLowerCase(Locale.ROOT)))
                        .toList();
        where.add(named + (untold.isEmpty() ? "" : " without " + String.join(", ", untold)));
        return properties;
    }

    private static PostconfText postfix(Optional<Path> named, boolean here, List<String> where)
            throws IOException {
        if (named.isPresent()) {
            where.add(named.get().toString());
            return PostconfText.read(named.get());
        }
        if (!here || !Files.exists(Servers.CONFIG.resolve("main.cf"))) {
            return PostconfText.parse("");
        }
        where.add("postconf -n, postconf -M, postconf -P");
        return PostconfText.parse(
                Program.output(List.of("postconf", "-n"))
                        + Program.output(List.of("postconf", "-M"))
                        + Program.output(List.of("postconf", "-P")));
    }

    private static List<Map.Entry<String, String>> dovecot(
            Optional<Path> named, boolean here, List<String> where) throws IOException {
        if (named.isPresent()) {
            where.add(named.get().toString());
            return new PassdbArguments(named, where).beside(DoveconfText.read(named.get()));
        }
        if (!here || !Files.exists(DOVECOT)) {
            return List.of();
        }
        where.add("doveconf -n");
        return new PassdbArguments(named, where).beside(OwnSettings.read(DOVECOT));
    }
}
