// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.EnhancedStatus;
import argine.mail.Reaction;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a remote server's answer means.
 *
 * <p>The enhanced status decides where it is exact; where it is a catch-all (4.7.1, 5.7.1, 5.0.0)
 * the words do, which every provider chooses for itself.
 */
final class Answers {
    private static final int MAX_TEXT = 500;
    private static final Pattern HOST =
            Pattern.compile(
                    "[a-z]+ \\((?:delivery temporarily suspended: )?host"
                            + " ([A-Za-z0-9._-]{1,253})\\[[0-9A-Fa-f.:]+\\](?::[0-9]+)?"
                            + " (?:said|refused to talk to me):");
    private static final Literal REFUSED_TO_TALK = literal("refused to talk");
    private static final Literal[] GREY = {
        literal("reylist"),
        literal("try again later"),
        literal("ome back later"),
        literal("retry later")
    };
    private static final Literal[] POLICY = {
        literal("spam"),
        literal("Spam"),
        literal("SPAM"),
        literal("block"),
        literal("Block"),
        literal("eputation"),
        literal("lacklist"),
        literal("listed"),
        literal("ejected for policy"),
        literal("abus"),
        literal("olicy"),
        literal("unsolicited"),
        literal("Unsolicited"),
        literal("S3150"),
        literal("uspicious")
    };
    private static final Literal[] NO_USER = {
        literal("ser unknown"),
        literal("nknown user"),
        literal("no such user"),
        literal("No such user"),
        literal("does not exist"),
        literal("o such recipient"),
        literal("nvalid recipient"),
        literal("ailbox unavailable"),
        literal("ailbox not found"),
        literal("nknown recipient"),
        literal("ddress rejected: Access denied")
    };
    private static final Literal[] NO_DOMAIN = {
        literal("Host not found"),
        literal("Domain not found"),
        literal("no data record of requested type")
    };
    private static final Literal[] UNREACHABLE = {
        literal("connect to "),
        literal("Connection refused"),
        literal("timed out"),
        literal("refused to talk"),
        literal("lost connection"),
        literal("Host not found, try again"),
        literal("delivery temporarily suspended"),
        literal("ame service error")
    };
    private static final EnhancedStatus[] COMMON = common();

    private Answers() {}

    private static EnhancedStatus[] common() {
        EnhancedStatus[] table = new EnhancedStatus[8 * 8 * 16];
        for (int i = 0; i < table.length; i++) {
            table[i] = new EnhancedStatus(i >> 7, i >> 4 & 7, i & 15);
        }
        return table;
    }

    static EnhancedStatus status(int kind, int subject, int detail) {
        if (kind < 2 || kind > 5 || subject < 0 || detail < 0) {
            return EnhancedStatus.NONE;
        }
        boolean usual = subject < 8 && detail < 16;
        return usual
                ? COMMON[kind << 7 | subject << 4 | detail]
                : new EnhancedStatus(kind, subject, detail);
    }

    /**
     * Who refused for policy, from the status on: {@code bounced (host mx.far.test[192.0.2.9] said:
     * ...}. Empty for every other answer, and where no host with an address stands there.
     */
    static String saidBy(Entry entry, Reaction reaction) {
        if (reaction != Reaction.POLICY) {
            return "";
        }
        Matcher host = HOST.matcher(entry.rest());
        return host.lookingAt() ? host.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The cursor stands at the status word; what follows is the answer in words. */
    static Reaction reaction(Entry entry, EnhancedStatus status) {
        if (status.saysNoSuchRecipient()) {
            return Reaction.NO_SUCH_RECIPIENT;
        }
        entry.cut(entry.position() + MAX_TEXT);
        if (status.isPermanent()) {
            return permanent(entry, status);
        }
        boolean talked = entry.find(REFUSED_TO_TALK) < 0;
        if (talked && has(entry, GREY)) {
            return Reaction.GREYLISTED;
        }
        if (status.subject() == 4 || has(entry, UNREACHABLE)) {
            return refusedForPolicy(entry) ? Reaction.POLICY : Reaction.UNREACHABLE;
        }
        return status.subject() == 7 || has(entry, POLICY) ? Reaction.POLICY : Reaction.OTHER;
    }

    private static boolean refusedForPolicy(Entry entry) {
        return entry.find(REFUSED_TO_TALK) >= 0 && has(entry, POLICY);
    }

    private static Reaction permanent(Entry entry, EnhancedStatus status) {
        boolean vague = status.subject() == 0 || status.subject() == 1 || status.subject() == 5;
        if (vague && (has(entry, NO_USER) || has(entry, NO_DOMAIN))) {
            return Reaction.NO_SUCH_RECIPIENT;
        }
        return status.subject() == 7 || has(entry, POLICY) ? Reaction.POLICY : Reaction.OTHER;
    }

    private static boolean has(Entry entry, Literal[] words) {
        for (Literal word : words) {
            if (entry.find(word) >= 0) {
                return true;
            }
        }
        return false;
    }
}
