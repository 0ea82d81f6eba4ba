// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.server.Servers;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is never barred nor put off, because others do through them what they seem to do: this host
 * itself, its relays, webmail, robots, and the proxies in front of the mail server.
 */
final class Bystanders {
    private static final Path DOVECOT = Path.of("/etc/dovecot");
    private static final int WIDEST_V4 = 8;
    private static final int WIDEST_V6 = 16;

    private Bystanders() {}

    static Setup protect(Setup read) throws IOException {
        return protect(read, DOVECOT);
    }

    static Setup protect(Setup read, Path dovecot) throws IOException {
        List<Network> all =
                new ArrayList<>(
                        NetworkInterface.networkInterfaces()
                                .flatMap(NetworkInterface::inetAddresses)
                                .map(address -> ClientAddress.parse(address.getHostAddress()))
                                .flatMap(Optional::stream)
                                .map(Bystanders::alone)
                                .toList());
        read.listen().channels().webmail().forEach(address -> all.add(alone(address)));
        read.listen().channels().robots().forEach(address -> all.add(alone(address)));
        all.addAll(relays(read.watching().logs(), dovecot));
        return read.protecting(all);
    }

    /** Who may relay without a login: the backup server too, which brings what strangers sent. */
    private static List<Network> relays(Watching.Logs logs, Path dovecot) throws IOException {
        if (!logs.isSyslog() || !Files.exists(logs.postfix().resolve("main.cf"))) {
            return List.of();
        }
        List<Network> all = new ArrayList<>(Servers.settings(logs.postfix()).ownNetworks());
        Servers.proxies(logs.postfix(), dovecot).stream()
                .filter(network -> !isMostOfTheWorld(network))
                .forEach(all::add);
        return all;
    }

    /** A list of that kind names no proxy, and nobody at all could be barred. */
    private static boolean isMostOfTheWorld(Network network) {
        return network.bits() < (network.base().isV4() ? WIDEST_V4 : WIDEST_V6);
    }

    private static Network alone(ClientAddress address) {
        return Network.of(address, address.isV4() ? 32 : 128);
    }
}
