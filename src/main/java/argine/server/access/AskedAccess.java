// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which server's doors are meant.
 *
 * @param server {@code postfix} or {@code icewarp}
 * @param postfix the folder of main.cf, if not the usual one
 * @param dovecot the file dovecot.conf, if not the usual one
 * @param icewarp the folder in which IceWarp is installed
 * @param sql the configuration of accounts in a database, if they are in one
 * @param logs the logs that tell whose session is whose
 * @param localDomains the domains whose mail stays here
 * @param administrators those who administer, as they were named; none if nobody was
 * @param needed accounts that something here logs in with
 */
public record AskedAccess(
        String server,
        Optional<Path> postfix,
        Optional<Path> dovecot,
        Optional<Path> icewarp,
        Optional<Path> sql,
        List<Path> logs,
        Set<String> localDomains,
        List<String> administrators,
        List<Needed> needed) {}
