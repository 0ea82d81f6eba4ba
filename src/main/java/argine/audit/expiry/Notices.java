// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import argine.server.Program;
import argine.store.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Letters to those whose password expires soon, through the mail server's own program, one a day at
 * most to each.
 *
 * @param from who it comes from; nothing for the postmaster of the account's domain
 */
public record Notices(Letter letter, Optional<String> from, Path program, ZonedDateTime now) {

    /** What became of one. */
    public enum Outcome {
        WOULD_BE_WRITTEN,
        WRITTEN,
        /** Earlier on the same day. */
        WRITTEN_TODAY,
        NOT_WRITTEN
    }

    /** One, and why it was not written; empty where it was or would be. */
    public record Notice(Expiry expiry, Outcome outcome, String why) {}

    /** What {@link #write} would do; nothing is sent. */
    public Notice plan(Expiry expiry, Told told) {
        if (!Letter.isMailbox(expiry.account())) {
            return new Notice(expiry, Outcome.NOT_WRITTEN, "no name that mail can be sent to");
        }
        return new Notice(
                expiry,
                told.has(expiry.account()) ? Outcome.WRITTEN_TODAY : Outcome.WOULD_BE_WRITTEN,
                "");
    }

    /** Writes, unless that was done today. What is sent is remembered before it is. */
    public Notice write(Expiry expiry, Told told) throws IOException {
        Notice plan = plan(expiry, told);
        if (plan.outcome() != Outcome.WOULD_BE_WRITTEN) {
            return plan;
        }
        told.add(expiry.account());
        String why = send(expiry);
        if (why.isEmpty()) {
            return new Notice(expiry, Outcome.WRITTEN, "");
        }
        told.takeBack(expiry.account());
        return new Notice(expiry, Outcome.NOT_WRITTEN, why);
    }

    private String send(Expiry expiry) {
        String sender = from.orElseGet(() -> "postmaster" + domain(expiry.account()));
        List<String> command =
                List.of(program.toString(), "-i", "-f", sender, "--", expiry.account());
        try {
            Program sent = Program.run(command, letter.about(expiry, sender, now));
            return sent.exit() == 0 ? "" : sent.why();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String domain(String account) {
        int at = account.indexOf('@');
        return at < 0 ? "" : account.substring(at);
    }
}
