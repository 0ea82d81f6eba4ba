// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueuedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep would do, before anything is touched.
 *
 * <p>Nothing in it is cleaned for a terminal: the faces do that.
 *
 * @param asked the selection in words; also the reason that is written down with each hold
 * @param where which queue
 * @param messages how many messages are in it
 * @param spam to be held
 * @param unsure left alone, unless they are asked for
 * @param genuine what matches and is not to be touched, and of a case what it is not about
 * @param held how many of the spam are held already
 * @param unread how many were not seen to their end
 * @param takesUnsure whether the unsure are asked for
 * @param by counts of what would be held: by account, campaign, sender, age, size
 * @param absent names that were asked for and that no message has
 * @param trouble what could not be read
 * @param strange which files are no messages, where there are any
 */
public record Plan(
        String asked,
        String where,
        long messages,
        List<Choice> spam,
        List<Choice> unsure,
        List<Choice> genuine,
        long held,
        long unread,
        boolean takesUnsure,
        Map<String, Map<String, Long>> by,
        List<Absent> absent,
        List<String> trouble,
        Optional<String> strange) {

    /** A message, whose it is (empty where nobody logged in), and what it is taken for. */
    public record Choice(
            QueuedMessage message, String account, Sorting sorting, Optional<Integer> campaign) {
        boolean isOfOthers() {
            return sorting.equals(Sorting.OTHERS);
        }
    }

    /** What would be held; what is held already is not in it. */
    public List<QueuedMessage> toHold() {
        return choices().stream().map(Choice::message).toList();
    }

    /** The same, with what each is taken for. */
    public List<Choice> choices() {
        return java.util.stream.Stream.concat(
                        spam.stream(),
                        takesUnsure ? unsure.stream() : java.util.stream.Stream.empty())
                .filter(choice -> choice.message().place() != QueuedMessage.Place.HOLD)
                .toList();
    }

    /**
     * Of the genuine those that are known to be: what a case is not about may be another's spam.
     */
    public List<Choice> notToBeTouched() {
        return genuine.stream().filter(choice -> !choice.isOfOthers()).toList();
    }

    /** What the case is not about. */
    public List<Choice> ofOthers() {
        return genuine.stream().filter(Choice::isOfOthers).toList();
    }

    /** When the oldest and the newest of them came in. */
    public Optional<Instant> first() {
        return toHold().stream().map(QueuedMessage::arrival).min(Instant::compareTo);
    }

    public Optional<Instant> last() {
        return toHold().stream().map(QueuedMessage::arrival).max(Instant::compareTo);
    }
}
