// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.QueueId;
import argine.server.log.Interned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads summaries straight from the bytes of their lines; filled anew by each line. */
final class SummaryReader {
    private static final int MOST = 1000;
    private static final int MAX_LINE = 2000;
    private static final int MAX_SENDER = 320;
    private static final int MAX_COUNT = 9;
    private static final int MAX_BYTES = 15;
    private static final int MIN_DURATION = 4;
    private static final int MAX_DURATION = 20;

    private final Addresses addresses;
    private final Interned<String> results = new Interned<>(8, text -> text);
    private byte[] b = {};
    private int at;
    private int end;

    SummaryReader(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Reads the text behind the asterisks. */
    Optional<Summary> read(byte[] bytes, int from, int to) {
        b = bytes;
        at = from;
        end = Math.min(to, at + MAX_LINE);
        while (at < end && b[at] <= ' ' && b[at] >= 0) {
            at++;
        }
        while (end > at && b[end - 1] <= ' ' && b[end - 1] >= 0) {
            end--;
        }
        int sender = at;
        int senderEnd = bracketed();
        int recipients = at;
        int recipientsEnd = senderEnd < 0 || senderEnd - sender > MAX_SENDER + 1 ? -1 : bracketed();
        if (recipientsEnd < 0) {
            return Optional.empty();
        }
        long count = number(MAX_COUNT);
        long size = count < 0 ? -1 : number(MAX_BYTES);
        return size < 0 || !duration()
                ? Optional.empty()
                : Optional.of(
                        summary(
                                addresses.get(b, sender + 1, senderEnd),
                                recipients(recipients + 1, recipientsEnd),
                                (int) count,
                                size));
    }

    /** Goes over {@code <...> } and returns where it closes, or -1. */
    private int bracketed() {
        if (at >= end || b[at] != '<') {
            return -1;
        }
        int close = at + 1;
        while (close < end && b[close] != '>' && b[close] != '<') {
            close++;
        }
        boolean sound = close + 1 < end && b[close] == '>' && b[close + 1] == ' ';
        at = close + 2;
        return sound ? close : -1;
    }

    /** Goes over a number and the blank behind it; -1 where there is none. */
    private long number(int digits) {
        int from = at;
        while (at < end && at - from < digits && Words.isDigit(b[at])) {
            at++;
        }
        boolean sound = at > from && at < end && b[at] == ' ';
        return sound ? Words.number(b, from, at++) : -1;
    }

    private boolean duration() {
        int from = at;
        while (at < end && (Words.isDigit(b[at]) || b[at] == ':' || b[at] == '.')) {
            at++;
        }
        int length = at - from;
        boolean sound =
                length >= MIN_DURATION && length <= MAX_DURATION && at < end && b[at] == ' ';
        at++;
        return sound;
    }

    private List<Address> recipients(int from, int to) {
        List<Address> recipients = new ArrayList<>(1);
        int start = from;
        for (int i = from; i <= to && recipients.size() < MOST; i++) {
            if (i == to || b[i] == ',' || b[i] == ';' || b[i] == ' ') {
                if (i > start) {
                    recipients.add(addresses.get(b, start, i));
                }
                start = i + 1;
            }
        }
        return recipients;
    }

    private Summary summary(Address sender, List<Address> recipients, int count, long bytes) {
        int word = end;
        while (word > at && b[word - 1] != ' ') {
            word--;
        }
        Optional<QueueId> id =
                MsgId.hasLength(end - word)
                        ? Optional.of(Lines.text(b, word, end))
                                .filter(MsgId::isOne)
                                .map(QueueId::new)
                        : Optional.empty();
        int from = at;
        int to = id.isPresent() ? word : end;
        while (from < to && b[from] == ' ') {
            from++;
        }
        while (to > from && b[to - 1] == ' ') {
            to--;
        }
        return new Summary(sender, recipients, count, bytes, result(from, to), id);
    }

    private String result(int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] < 0) {
                return Lines.text(b, from, to);
            }
        }
        return results.get(b, from, to);
    }
}
