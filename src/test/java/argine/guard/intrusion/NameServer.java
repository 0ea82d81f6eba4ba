// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.dns.NameLookup;
import argine.mail.ClientAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A zone of a white list, for tests; it can fall silent, and it remembers what it was asked. */
final class NameServer implements NameLookup {
    static final WhiteList LIST = new WhiteList("dnswl.test");

    final List<String> asked = new ArrayList<>();
    private final Map<String, List<ClientAddress>> names = new HashMap<>();
    boolean silent;

    /** With the test entry that every list has. */
    NameServer() {
        lists("127.0.0.2");
    }

    void lists(String client) {
        answers(client, "127.0.0.2");
    }

    void answers(String client, String answer) {
        names.put(LIST.nameOf(at(client)), List.of(at(answer)));
    }

    void forgets(String client) {
        names.remove(LIST.nameOf(at(client)));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    @Override
    public List<ClientAddress> addresses(String name) {
        asked.add(name);
        return silent ? List.of() : names.getOrDefault(name, List.of());
    }
}
