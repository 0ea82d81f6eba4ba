// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contains and releases accounts, and knows what the guard has answered to that. */
final class Administrator {
    private static final int ACCOUNTS = 8;

    /** What the guard said last of an account. */
    enum State {
        FREE,
        SENDING,
        EVERYTHING,
        /** It was asked and did not answer before it was killed. */
        UNKNOWN
    }

    private final UnixDomainSocketAddress control;
    private final Random random;
    private final Map<String, State> states = new TreeMap<>();
    private int contained;
    private int released;

    Administrator(Path folder, Random random) {
        this.control = UnixDomainSocketAddress.of(folder.resolve("control"));
        this.random = random;
        IntStream.range(0, ACCOUNTS).forEach(i -> states.put("u" + i + "@corp.test", State.FREE));
    }

    Map<String, State> states() {
        return states;
    }

    int contained() {
        return contained;
    }

    int released() {
        return released;
    }

    /** One step after the other, until the guard is gone. */
    void work() {
        try {
            while (true) {
                step("u" + random.nextInt(ACCOUNTS) + "@corp.test");
            }
        } catch (IOException _) {
            // it was killed
        }
    }

    private void step(String account) throws IOException {
        State before = states.getOrDefault(account, State.UNKNOWN);
        states.put(account, State.UNKNOWN);
        if (before == State.FREE || before == State.UNKNOWN) {
            boolean all = before == State.UNKNOWN || random.nextBoolean();
            String extent = all ? "everything" : "sending";
            ask("/block", account, ",\"extent\":\"" + extent + "\",\"why\":\"spam\"");
            contained++;
            states.put(account, all ? State.EVERYTHING : State.SENDING);
        } else {
            ask("/unblock", account, "");
            released++;
            states.put(account, State.FREE);
        }
    }

    /** How many recipients of an account are counted. */
    long counted(String account) throws IOException {
        return tree(ask("/limits", account, "")).path("limits").path(0).path("used").asLong();
    }

    JsonNode remarks() throws IOException {
        return tree(ask("/status", "", "")).path("remarks");
    }

    private String ask(String path, String account, String more) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(control, path, "{\"account\":\"" + account + "\"" + more + "}");
        if (answer.status() != 200) {
            throw new AssertionError(path + " " + account + ": " + answer);
        }
        return answer.body();
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
