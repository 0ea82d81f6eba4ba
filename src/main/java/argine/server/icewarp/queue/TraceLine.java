// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Received:} line that IceWarp puts on top of each message it takes.
 *
 * <p>{@code with ASMTP} says that the client had logged in. The client's address, the version and
 * the recipient may be left out; lines below the topmost may be anybody's. So may the name in front
 * of the client, blanks and brackets included: what IceWarp writes is read from the right.
 */
public record TraceLine(
        String helo,
        ClientAddress client,
        String host,
        boolean authenticated,
        boolean tls,
        String id,
        Optional<Address> recipient,
        Optional<Instant> arrival,
        Optional<ZoneOffset> zone) {
    private static final int MOST = 2000;
    private static final Pattern BLANKS = Pattern.compile(" [ \\t]+|\\t[ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("\\s*\\(.*\\)\\s*$");
    private static final Pattern FORM =
            Pattern.compile(
                    "from ((?:.* )?)by ([^ ]{1,255})"
                            + " (?:\\((.{0,200}?)\\) )?with (ASMTP|ESMTP|SMTP)( \\(SSL\\))? id"
                            + " ([0-9A-Za-z]{5,40})(?: for <([^<>\" ]{1,320})>)?; ([^<>;]{10,60})",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CLIENT =
            Pattern.compile("(.*?) ?\\(\\[([0-9A-Fa-f:.%]{2,60})\\]\\) ", Pattern.DOTALL);

    /** Reads the body of the header, unfolded. */
    static Optional<TraceLine> read(String body) {
        String cut = body.substring(0, Math.min(body.length(), MOST)).strip();
        boolean plain = cut.indexOf('\t') < 0 && !cut.contains("  ");
        String text = plain ? cut : BLANKS.matcher(cut).replaceAll(" ");
        Optional<TraceLine> usual = new UsualTrace(text).read();
        return usual.isPresent() ? usual : byForm(text);
    }

    /** In each form that is known; what {@link UsualTrace} reads, this reads alike. */
    static Optional<TraceLine> byForm(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<OffsetDateTime> date = date(m.group(8));
        Matcher client = CLIENT.matcher(m.group(1));
        boolean shown = client.matches();
        String before = m.group(1);
        String helo =
                shown ? client.group(1) : before.substring(0, Math.max(0, before.length() - 1));
        String address = shown ? client.group(2) : "";
        return Optional.of(
                new TraceLine(
                        helo,
                        ClientAddress.parse(address).orElse(ClientAddress.NONE),
                        m.group(2),
                        m.group(4).equalsIgnoreCase("ASMTP"),
                        m.group(5) != null,
                        m.group(6),
                        Optional.ofNullable(m.group(7)).map(Address::of),
                        date.map(OffsetDateTime::toInstant),
                        date.map(OffsetDateTime::getOffset)));
    }

    static Optional<OffsetDateTime> date(String text) {
        try {
            String bare = COMMENT.matcher(text).replaceAll("").strip();
            return Optional.of(OffsetDateTime.parse(bare, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
