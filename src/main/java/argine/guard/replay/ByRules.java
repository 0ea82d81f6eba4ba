// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Channel;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which mailbox a message is of that came without a login: a forward, an automatic reply, a
 * rejection.
 *
 * <p>The mail server's lines do not tell, those of the delivery do. A forward keeps its Message-ID;
 * what a rule writes itself gets a new one, and is known by whom it goes to and when. So the whole
 * log is read for these lines before its messages are judged, for they may stand in another file.
 *
 * <p><b>Limits.</b> Of more than {@value #MOST} the rest is left to the client, as if nobody knew;
 * so is a forward to an alias of this server that stands for somebody else.
 */
public final class ByRules implements Consumer<MailEvent> {
    private static final int MOST = 500_000;

    /** How Pigeonhole begins the Message-ID of what it writes itself. */
    private static final String ITS_OWN = "dovecot-";

    /** Before a recipient as a key; no Message-ID has it. */
    private static final String TO = " ";

    /** A line is written when the message is in the queue; a log may tell no more than seconds. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    private static final Duration AFTER = Duration.ofMinutes(5);

    /** Nothing is known. */
    public static final ByRules NONE = new ByRules(Set.of());

    private final Set<ClientAddress> robots;
    private final Map<String, List<MailEvent.SentByRule>> lines = new HashMap<>();
    private int count;

    /**
     * Nothing was read yet.
     *
     * @param robots from where mailboxes send, besides this host; the message that set a rule off
     *     has the same Message-ID and comes from elsewhere
     */
    public ByRules(Set<ClientAddress> robots) {
        this.robots = Set.copyOf(robots);
    }

    private static boolean isAbout(MailEvent.SentByRule rule, OpenMessage message) {
        Instant at = rule.seen().at();
        return !at.isBefore(message.queuedAt().minus(BEFORE))
                && !at.isAfter(message.queuedAt().plus(AFTER));
    }

    /**
     * Whose a message is.
     *
     * @param origin as the guard is told it: {@code mailbox:rossi@corp.test}
     */
    record Robot(Channel channel, String origin) {}

    @Override
    public void accept(MailEvent event) {
        if (event instanceof MailEvent.SentByRule rule && count < MOST) {
            keep(rule);
        }
    }

    private void keep(MailEvent.SentByRule rule) {
        boolean isKept = rule.sending() == Sending.FORWARDED && !rule.messageId().isEmpty();
        String key = isKept ? rule.messageId() : TO + rule.recipient();
        lines.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(rule);
        count++;
    }

    /** Each line tells of one message. */
    Optional<Robot> of(OpenMessage message, Set<Address> recipients) {
        String id = message.messageId();
        if (id.isEmpty() || recipients.isEmpty() || !isRobot(message.client())) {
            return Optional.empty();
        }
        boolean isItsOwn = id.startsWith(ITS_OWN) && !lines.containsKey(id);
        String key = isItsOwn ? TO + recipients.iterator().next() : id;
        List<MailEvent.SentByRule> some = lines.getOrDefault(key, List.of());
        Optional<MailEvent.SentByRule> line =
                some.stream()
                        .filter(one -> isAbout(one, message))
                        .filter(one -> recipients.contains(one.recipient()))
                        .findFirst();
        line.ifPresent(some::remove);
        return line.map(ByRules::robot);
    }

    private boolean isRobot(ClientAddress client) {
        return client.isLoopback() || robots.contains(client);
    }

    private static Robot robot(MailEvent.SentByRule rule) {
        Address mailbox = Address.of(rule.mailbox()).untagged();
        return switch (rule.sending()) {
            case FORWARDED -> new Robot(Channel.FORWARD, "mailbox:" + mailbox);
            case REPLIED -> new Robot(Channel.AUTOREPLY, "mailbox:" + mailbox);
            case REJECTED ->
                    new Robot(
                            Channel.AUTOREPLY,
                            "mailbox:" + new Address("postmaster", mailbox.domain()));
        };
    }
}
