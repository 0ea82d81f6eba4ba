// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage.Logged;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which account a login means: IceWarp lets people log in by name alone, and its queue files name
 * the whole address.
 *
 * <p>A name is completed only where queue files know exactly one address that begins with it. Also
 * keeps which messages the log has seen come in, so that a queue file can be compared with it.
 */
public final class Logins {
    /** Stands for a name that the log hides, in a form in which logs hide names. */
    public static final String HIDDEN = Login.HIDDEN;

    /** How a message came in: who had logged in, from where, as whom it was sent, and when. */
    public record Entry(String account, ClientAddress client, Address sender, Instant at) {}

    /** A message that the log told of, and what it told. */
    public record Known(Entry entry, Logged logged) {}

    private static final String AMBIGUOUS = "";
    private static final int MOST = 100_000;

    private final Map<String, String> addresses = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    private final Map<ClientAddress, String> behind = new HashMap<>();
    private final Map<ZoneOffset, Integer> offsets = new TreeMap<>();
    private final Accepted seen = new Accepted();
    private boolean explains;

    /** A queue file names this account. */
    public void learn(String account) {
        String name = account.toLowerCase(Locale.ROOT);
        int at = name.lastIndexOf('@');
        if (at > 0 && addresses.size() < MOST) {
            domains.add(name.substring(at + 1));
            addresses.merge(
                    name.substring(0, at),
                    name,
                    (known, other) -> known.equals(other) ? known : AMBIGUOUS);
        }
    }

    /** The server's own trace line in a queue file tells its zone. */
    public void learn(ZoneOffset offset) {
        offsets.merge(offset, 1, Integer::sum);
    }

    /** In a queue file stands who had logged in from this client. */
    public void learn(String account, ClientAddress client) {
        learn(account);
        if (!client.equals(ClientAddress.NONE) && behind.size() < MOST) {
            behind.merge(
                    client,
                    account.toLowerCase(Locale.ROOT),
                    (known, other) -> known.equals(other) ? known : AMBIGUOUS);
        }
    }

    /** The server's zone, as most files of the queue tell it. */
    Optional<ZoneId> zone() {
        return offsets.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Whose a login is whose name the log hides, by what the queue says of the same client. */
    Optional<String> behind(ClientAddress client) {
        return Optional.ofNullable(behind.get(client)).filter(name -> !name.equals(AMBIGUOUS));
    }

    /**
     * By which name the log knows a message whose MsgID it does not give: that of the message with
     * the same client, sender and recipient that came in within two minutes. Each is given once.
     */
    public Optional<QueueId> nameless(
            ClientAddress client, Address sender, List<Address> recipients, Instant arrival) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, arrival);
        return recipients.stream()
                .flatMap(to -> seen.find(client, sender, to, micros).stream())
                .map(message -> message.id)
                .findFirst();
    }

    /** Whether the log gives no MsgID of a message, so that its name is Argine's own. */
    public static boolean isNameless(QueueId id) {
        return id.text().startsWith(Accepted.NAMELESS);
    }

    /** From now on it is known as well what has ended, for whoever compares a queue with it. */
    public void rememberPast() {
        seen.rememberPast();
    }

    /** From now on logins by SMTP are told at their own line, for whoever shows the way. */
    public Logins explaining() {
        explains = true;
        return this;
    }

    boolean explains() {
        return explains;
    }

    Accepted seen() {
        return seen;
    }

    /** What the log says of a message that is still under way. */
    public Optional<Entry> entry(QueueId id) {
        return seen.find(id).map(Logins::entry);
    }

    /**
     * The messages that the log told of under this MsgID; the one that is under way is the first.
     */
    public List<Known> known(QueueId id) {
        List<Known> all = new ArrayList<>();
        entry(id).ifPresent(one -> all.add(new Known(one, Logged.AS_NAMED)));
        all.addAll(seen.past(id));
        return all;
    }

    static Entry entry(Accepted.Message message) {
        return new Entry(
                message.account,
                message.client,
                message.sender,
                Instant.EPOCH.plus(message.micros, ChronoUnit.MICROS));
    }

    /** The account of a login, as far as it is known. */
    String account(String login) {
        if (login.indexOf('@') >= 0) {
            return login;
        }
        String whole = addresses.getOrDefault(login.toLowerCase(Locale.ROOT), AMBIGUOUS);
        return whole.equals(AMBIGUOUS) ? converted(login) : whole;
    }

    /** {@code user%example.it} and {@code user/example.it} are other ways to write an address. */
    private static String converted(String login) {
        int mark = Math.max(login.lastIndexOf('%'), login.lastIndexOf('/'));
        boolean domain = mark > 0 && login.indexOf('.', mark) > 0;
        return domain ? login.substring(0, mark) + "@" + login.substring(mark + 1) : login;
    }

    /** The domains of the accounts in the queue: they are this server's own. */
    public Set<String> domains() {
        return Set.copyOf(domains);
    }
}
