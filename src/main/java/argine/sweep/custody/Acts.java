// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.Address;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.store.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that a sweep writes into its journal.
 *
 * <p>{@code plan}, {@code release} and {@code delete} announce; {@code held}, {@code released},
 * {@code deleted}, {@code gone} and {@code left} answer. {@code left} leaves the message in the
 * state it had. An answer for several messages in a row names the first and the last.
 */
final class Acts {
    static final String BEGIN = "begin";
    static final String END = "end";
    static final String PLAN = "plan";
    static final String HELD = "held";
    static final String RELEASE = "release";
    static final String RELEASED = "released";
    static final String DELETE = "delete";
    static final String DELETED = "deleted";
    static final String GONE = "gone";
    static final String LEFT = "left";

    private static final int MAX_RECIPIENTS = 1000;
    private static final int MAX_RECIPIENT_TEXT = 16 * 1024;

    private Acts() {}

    static Act begin(Holds holds, String reason, Instant at) {
        return new Act(BEGIN, at)
                .with("what", "sweep")
                .with("server", holds.server())
                .with("queue", holds.queue().toString())
                .with("reason", reason);
    }

    /** Everything that is needed to find the message, and to put it back. */
    static Act plan(int number, Slip slip, QueuedMessage.Envelope envelope, Instant at) {
        Act act =
                new Act(PLAN, at)
                        .with("no", number)
                        .with("id", slip.queueId().text())
                        .with("file", slip.file())
                        .with("held", slip.held())
                        .with("arrival", slip.arrival().toString())
                        .with("account", slip.account())
                        .with("size", slip.size());
        if (!slip.sha256().isEmpty()) {
            act.with("sha256", slip.sha256());
        }
        return act.with("sender", envelope.sender().toString())
                .with("recipientCount", envelope.recipients().size())
                .with("recipients", bounded(envelope.recipients()));
    }

    private static List<String> bounded(List<Address> recipients) {
        List<String> texts = new ArrayList<>();
        int room = MAX_RECIPIENT_TEXT;
        for (Address recipient : recipients) {
            String text = recipient.toString();
            room -= text.length();
            if (texts.size() == MAX_RECIPIENTS || room < 0) {
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    /** The message that a plan names; nothing if the line is not one. */
    static Optional<Message> planned(Act act) {
        try {
            Slip slip =
                    new Slip(
                            new QueueId(act.text("id")),
                            act.text("file"),
                            act.text("held"),
                            Instant.parse(act.text("arrival")),
                            act.text("account"),
                            act.number("size").orElse(0L),
                            act.text("sha256"));
            return Optional.of(
                    new Message(
                            number(act),
                            slip,
                            act.text("sender"),
                            act.number("recipientCount").orElse(0L),
                            State.PLANNED,
                            act.at(),
                            Message.Pending.HOLD));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The folder of the copy that a deletion announced; nothing if there was none. */
    static Optional<String> copy(Act act) {
        String file = act.text("keptAs");
        int end = file.lastIndexOf('/');
        return end > 0 ? Optional.of(file.substring(0, end)) : Optional.empty();
    }

    /** The number of the first message that a line is about; 0 if it is about none. */
    static int number(Act act) {
        return (int) (long) act.number("no").filter(Acts::isNumber).orElse(0L);
    }

    /** The last of the messages in a row that a line is about. */
    static int last(Act act) {
        return Math.max(
                number(act), (int) (long) act.number("to").filter(Acts::isNumber).orElse(0L));
    }

    private static boolean isNumber(long no) {
        return no > 0 && no < 1 << 30;
    }

    static Act about(String word, Message first, Message last, Instant at) {
        return first.number() == last.number()
                ? about(word, first, at)
                : new Act(word, at).with("no", first.number()).with("to", last.number());
    }

    static Act about(String word, Message message, Instant at) {
        return new Act(word, at)
                .with("no", message.number())
                .with("id", message.slip().queueId().text());
    }
}
