// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Line;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.server.Explained.Step;
import argine.server.icewarp.session.Logins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One message that the log saw come in, with its session and the answers that followed. */
final class Acceptance {
    private static final int MOST_ANSWERS = 10;

    /** The lines of a session that may turn out to be the one. */
    record Entered(Line connected, Optional<Line> loggedIn, String account) {}

    final QueueId id;
    final Instant at;
    final ClientAddress client;
    private final String account;
    private final Line line;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Set<Address> answered = new HashSet<>();
    private Optional<Address> sender = Optional.empty();
    private int answers;

    /** By a session, as far as its lines are known. */
    Acceptance(MailEvent.Submitted in, Optional<Entered> session) {
        this.id = in.queueId();
        this.at = in.seen().at();
        this.client = in.client();
        this.account = in.account();
        this.line = in.seen().line();
        session.ifPresent(entered -> came(in, entered));
        if (account.isEmpty()) {
            steps.add(note("Nobody had logged in when the message was accepted"));
        }
        steps.add(step("The message was accepted as " + id, line));
    }

    /** By a line that is all there is. */
    Acceptance(MailEvent.Queued in) {
        this.id = in.queueId();
        this.at = in.seen().at();
        this.client = ClientAddress.NONE;
        this.account = "";
        this.line = in.seen().line();
        this.sender = Optional.of(in.sender());
        steps.add(
                step(
                        "The message was accepted as "
                                + id
                                + "; the log holds no dialogue, so whose login it was is not known",
                        line));
    }

    private void came(MailEvent.Submitted in, Entered entered) {
        steps.add(step("The server session: " + in.client() + " connected", entered.connected));
        String name =
                entered.account.equals(Logins.HIDDEN)
                        ? "The login: the log hides the name"
                        : "The login, decoded: " + entered.account + " (the password is not shown)";
        entered.loggedIn.ifPresent(login -> steps.add(step(name, login)));
    }

    /** Returns whether the line is of this message, and not of a new one of the same name. */
    boolean isQueued(MailEvent.Queued event) {
        boolean first = sender.isEmpty();
        if (first) {
            sender = Optional.of(event.sender());
        }
        return first;
    }

    void delivered(MailEvent.Delivered out) {
        answer(out.recipient(), out.seen().line(), " was reached");
    }

    void deferred(MailEvent.Deferred out) {
        answer(
                out.recipient(),
                out.seen().line(),
                meaning(out.reaction()) + "; it will be tried again");
    }

    void bounced(MailEvent.Bounced out) {
        answer(out.recipient(), out.seen().line(), meaning(out.reaction()) + "; it was given up");
    }

    /** Every try says the same again; the first of its kind is shown. */
    private void answer(Address recipient, Line where, String became) {
        answers++;
        String says = recipient + became;
        if (told.size() < MOST_ANSWERS && told.add(says)) {
            answered.add(recipient);
            steps.add(step("The client session: " + says, where));
        }
    }

    private static String meaning(Reaction reaction) {
        return switch (reaction) {
            case NO_SUCH_RECIPIENT -> " does not exist (no such mailbox, or no MX for the domain)";
            case POLICY -> " was refused for content or reputation";
            case GREYLISTED -> " was put off, as greylisting does";
            case UNREACHABLE -> " could not be reached: no connection, or no answer";
            case ACCEPTED, OTHER -> " was refused for another reason";
        };
    }

    boolean isFrom(Address envelope) {
        return sender.filter(envelope::equals).isPresent();
    }

    /** Whether the answers name one of these. */
    boolean wentTo(List<Address> recipients) {
        return recipients.stream().anyMatch(answered::contains);
    }

    /** What a queue file is compared with. */
    Logins.Entry entry() {
        return new Logins.Entry(account, client, sender.orElse(Address.NULL_SENDER), at);
    }

    List<Step> steps() {
        List<Step> all = new ArrayList<>(steps);
        if (answers > told.size()) {
            all.add(
                    note(
                            "and "
                                    + (answers - told.size())
                                    + " more answers, most of them to later tries"));
        }
        return all;
    }

    /** As a message that is not the one, but has its name. */
    Step asAnother() {
        return step(
                "Another message was accepted as " + id + " at " + at + "; MsgIDs come again",
                line);
    }

    static Step note(String says) {
        return new Step(says, "", 0, "");
    }

    private static Step step(String says, Line line) {
        return new Step(says, line.file(), line.line(), line.text());
    }
}
