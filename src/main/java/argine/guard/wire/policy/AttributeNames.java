// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the attributes that Postfix sends (SMTPD_POLICY_README), so that none of them is
 * made anew for every request. Any other name is one like these, only slower.
 */
final class AttributeNames {
    private static final int PLACES = 128;
    private static final @Nullable String[] KNOWN = new String[PLACES];

    static {
        List.of(
                        "request",
                        "protocol_state",
                        "protocol_name",
                        "helo_name",
                        "queue_id",
                        "sender",
                        "recipient",
                        "recipient_count",
                        "client_address",
                        "client_name",
                        "client_port",
                        "reverse_client_name",
                        "instance",
                        "sasl_method",
                        "sasl_username",
                        "sasl_sender",
                        "size",
                        "ccert_subject",
                        "ccert_issuer",
                        "ccert_fingerprint",
                        "ccert_pubkey_fingerprint",
                        "encryption_protocol",
                        "encryption_cipher",
                        "encryption_keysize",
                        "etrn_domain",
                        "stress",
                        "policy_context",
                        "server_address",
                        "server_port",
                        "compatibility_level",
                        "mail_version")
                .forEach(AttributeNames::add);
    }

    private AttributeNames() {}

    private static void add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        KNOWN[place(bytes, bytes.length)] = name;
    }

    /** The name in the first bytes of a line. */
    static String of(byte[] line, int length) {
        String known = KNOWN[place(line, length)];
        return known == null ? new String(line, 0, length, StandardCharsets.UTF_8) : known;
    }

    /** Where a name is, or the free place where it would be. */
    private static int place(byte[] line, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + line[i];
        }
        int place = hash & PLACES - 1;
        for (String at = KNOWN[place]; at != null && !is(at, line, length); at = KNOWN[place]) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }

    private static boolean is(String name, byte[] line, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != line[i]) {
                return false;
            }
        }
        return true;
    }
}
