// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The socket at which a real Dovecot judges logins for Postfix. */
record DovecotLogins(Path socket) {
    /** How the line begins that tells the number of the process, in the greeting of Dovecot. */
    private static final String PROCESS = "SPID\t";

    /** The process that judges now. */
    String process() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                BufferedReader greeting =
                        new BufferedReader(
                                Channels.newReader(channel, StandardCharsets.US_ASCII))) {
            for (String line = greeting.readLine(); line != null; line = greeting.readLine()) {
                if (line.startsWith(PROCESS)) {
                    return line;
                }
            }
            throw new IOException(socket + " does not tell its process");
        }
    }

    /** Whether another process than that has taken over. */
    boolean isAnotherThan(String before) {
        try {
            return !process().equals(before);
        } catch (IOException _) {
            return false; // between two processes there is no socket
        }
    }
}
