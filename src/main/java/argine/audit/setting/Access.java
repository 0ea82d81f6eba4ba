// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import java.util.regex.Pattern;

/** What a table of access does with a key, as far as its name in the configuration tells. */
enum Access {
    /** It refuses, holds or drops the mail. */
    REFUSES,
    /** It lets pass whoever has this key, and no more of the list is done. */
    PERMITS,
    /** It says nothing of the key, and the list goes on. */
    NOTHING,
    /** Only the table itself can tell. */
    UNKNOWN;

    private static final String INLINE = "inline:";
    private static final String STATIC = "static:";
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "(?i)(?:reject|defer|defer_if_permit|hold|discard)(?:\\s.*)?|[45][0-9]{2}\\b.*",
                    Pattern.DOTALL);
    private static final Pattern LEAVE =
            Pattern.compile("(?i)ok|permit|permit_sasl_authenticated|[0-9]+");
    private static final Pattern REMARK =
            Pattern.compile("(?i)(?:dunno|warn|info|prepend|bcc)(?:\\s.*)?", Pattern.DOTALL);

    /** What a table that stands in the configuration itself does; {@code static:} or inline. */
    static Access of(String table, String key) {
        if (table.startsWith(STATIC)) {
            return ofAnswer(unbraced(table.substring(STATIC.length())));
        }
        if (!table.startsWith(INLINE)) {
            return UNKNOWN;
        }
        for (String entry : Restrictions.words(unbraced(table.substring(INLINE.length())))) {
            String pair = unbraced(entry);
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(key)) {
                return ofAnswer(pair.substring(equals + 1).strip());
            }
        }
        return NOTHING;
    }

    /** What this answer of a table does; an empty one is none. */
    static Access ofAnswer(String answer) {
        if (answer.isEmpty() || REMARK.matcher(answer).matches()) {
            return NOTHING;
        }
        if (REFUSAL.matcher(answer).matches()) {
            return REFUSES;
        }
        return LEAVE.matcher(answer).matches() ? PERMITS : UNKNOWN;
    }

    private static String unbraced(String text) {
        String plain = text.strip();
        return plain.startsWith("{") && plain.endsWith("}")
                ? plain.substring(1, plain.length() - 1).strip()
                : plain;
    }
}
