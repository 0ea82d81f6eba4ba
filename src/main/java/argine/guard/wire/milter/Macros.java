// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the mail server tells beside the SMTP commands: name and value, after the letter of the
 * command they belong to. Only those that are asked for are kept.
 */
final class Macros {
    private static final Set<Character> OF_SESSION = Set.of(Command.CONNECT, Command.HELO);
    private static final Set<String> WANTED =
            Set.of("{auth_authen}", "{daemon_name}", "{tls_version}", "i");

    private final Map<String, String> ofSession = new HashMap<>();
    private final Map<String, String> ofMessage = new HashMap<>();

    void keep(Packet packet) {
        if (packet.length() == 0) {
            return;
        }
        char command = packet.first();
        if (command == Command.MAIL) {
            ofMessage.clear();
        }
        List<String> words = packet.strings(1);
        for (int i = 0; i + 1 < words.size(); i += 2) {
            if (WANTED.contains(words.get(i))) {
                (OF_SESSION.contains(command) ? ofSession : ofMessage)
                        .put(words.get(i), words.get(i + 1));
            }
        }
    }

    /** Empty where it was not told. */
    String get(String name) {
        return ofMessage.getOrDefault(name, ofSession.getOrDefault(name, ""));
    }

    void forgetMessage() {
        ofMessage.clear();
    }

    void forgetAll() {
        ofMessage.clear();
        ofSession.clear();
    }
}
