// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ***} line of one transfer: {@code <sender> <recipients> count bytes duration result}.
 *
 * <p>What follows the result may be the MsgID; that is inferred, so it is read where it has that
 * form and passed over where it has not.
 */
record Summary(
        Address sender,
        List<Address> recipients,
        int count,
        long bytes,
        String result,
        Optional<QueueId> id) {
    private static final int MOST = 1000;
    private static final Pattern FORM =
            Pattern.compile(
                    "<([^<>]{0,320})> <([^<>]{0,2000})> (\\d{1,9}) (\\d{1,15}) [\\d:.]{4,20} (.*)",
                    Pattern.DOTALL);

    /** Reads the text behind the asterisks. */
    static Optional<Summary> read(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        List<Address> recipients = new ArrayList<>(1);
        for (String one : m.group(2).split("[,; ]+", MOST)) {
            if (!one.isEmpty()) {
                recipients.add(Address.of(one));
            }
        }
        String result = m.group(5).strip();
        int blank = result.lastIndexOf(' ');
        boolean named = MsgId.isOne(result.substring(blank + 1));
        Optional<QueueId> id =
                named ? Optional.of(new QueueId(result.substring(blank + 1))) : Optional.empty();
        String said = named ? result.substring(0, Math.max(0, blank)) : result;
        return Optional.of(
                new Summary(
                        Address.of(m.group(1)),
                        recipients,
                        Integer.parseInt(m.group(3)),
                        Long.parseLong(m.group(4)),
                        said.strip(),
                        id));
    }

    boolean isOk() {
        return result.regionMatches(true, 0, "OK", 0, 2) || result.startsWith("250");
    }
}
