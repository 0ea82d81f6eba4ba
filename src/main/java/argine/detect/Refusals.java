// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.Address;
import argine.mail.Line;
import argine.mail.Reaction;
import argine.mail.Seen;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which domains refuse mail from here as spam, or for this server's name, and whether they still
 * do.
 *
 * <p>They refuse the server and not an account: everybody's mail suffers, and goes on to suffer
 * when the thief is out. Domains are the recipients'; how many there are is up to the thief, so the
 * number is bounded: those that answered once are forgotten first.
 */
public final class Refusals {
    private static final int MAX_DOMAINS = 5_000;

    private final Map<String, ByDomain> domains = new HashMap<>();

    /** How one domain refuses; times are microseconds since 1970. */
    public static final class ByDomain {
        public final String domain;
        public long answers;
        public long first = Usage.NEVER;
        public long last = Long.MIN_VALUE;

        /** When it took mail again after the last refusal. */
        public long taken = Usage.NEVER;

        /** Whether it was asked again after the last refusal, and answered in any other way. */
        public boolean triedSince;

        private String host = "";
        private final Notes notes = new Notes();

        private ByDomain(String domain) {
            this.domain = domain;
        }

        public boolean takesAgain() {
            return taken != Usage.NEVER;
        }

        /** The server that said so, where the log names the same one for all; else empty. */
        public String host() {
            return host;
        }

        private void saidBy(String by) {
            host = answers == 1 || host.equals(by) ? by : "";
        }

        /** Lines that bear its words. */
        public List<Line> lines() {
            return notes.of(Topic.REFUSED_FOR_POLICY);
        }
    }

    /** Counts an answer, if it is such a refusal; whoever is asked again may answer again. */
    void answered(Address recipient, Reaction reaction, String by, Seen seen) {
        ByDomain known = domains.get(recipient.domain());
        if (reaction != Reaction.POLICY) {
            if (known != null) {
                known.triedSince = true;
            }
            return;
        }
        if (known == null) {
            if (domains.size() == MAX_DOMAINS) {
                domains.values().removeIf(one -> one.answers == 1);
            }
            if (domains.size() == MAX_DOMAINS) {
                return;
            }
            known = new ByDomain(recipient.domain());
            domains.put(known.domain, known);
        }
        known.answers++;
        known.saidBy(by);
        known.first = Math.min(known.first, seen.micros());
        known.last = Math.max(known.last, seen.micros());
        known.taken = Usage.NEVER;
        known.triedSince = false;
        known.notes.add(Topic.REFUSED_FOR_POLICY, seen);
    }

    void delivered(String domain, long micros) {
        if (domains.isEmpty()) {
            return;
        }
        ByDomain known = domains.get(domain);
        if (known != null && !known.takesAgain()) {
            known.taken = micros;
            known.triedSince = true;
        }
    }

    public Collection<ByDomain> domains() {
        return domains.values();
    }
}
