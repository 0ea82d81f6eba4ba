// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.util.Locale;

/**
 * What the headers of one part say of its content, gathered as they pass.
 *
 * <p>Read by looking for the words that matter rather than by the grammar: mail programs show parts
 * whose headers break it, and so spam is written that does.
 */
final class ContentType {
    private String type = "";
    private String field = "";
    private Transfer.Encoding encoding = Transfer.Encoding.NONE;
    private boolean named;

    void take(String name, String value) {
        switch (name) {
            case "content-type" -> {
                if (field.isEmpty()) {
                    field = value;
                    type = value.split("[;,\\s]", 2)[0].toLowerCase(Locale.ROOT);
                }
                named |= isPage(value);
            }
            case "content-transfer-encoding" -> encoding = encoding(value);
            case "content-disposition", "content-description" -> named |= isPage(value);
            default -> {}
        }
    }

    private static Transfer.Encoding encoding(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        if (word.contains("base64")) {
            return Transfer.Encoding.BASE64;
        }
        return word.contains("quoted-printable")
                ? Transfer.Encoding.QUOTED_PRINTABLE
                : Transfer.Encoding.NONE;
    }

    /** A file that a click shows as a page, whatever its type says. */
    private static boolean isPage(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains(".htm") || lower.contains(".shtm");
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    boolean isDigest() {
        return type.equals("multipart/digest");
    }

    /** A message inside the message; an encoded one is against the standard, and shown as text. */
    boolean isMessage() {
        return (type.equals("message/rfc822") || type.equals("message/global"))
                && encoding == Transfer.Encoding.NONE;
    }

    boolean isText() {
        return type.isEmpty()
                || type.startsWith("text")
                || type.startsWith("message/")
                || type.indexOf('/') < 0
                || isHtml();
    }

    boolean isHtml() {
        return type.contains("html") || type.equals("text/xml") || named;
    }

    Transfer.Encoding encoding() {
        return encoding;
    }

    /** The value of a parameter, or nothing; {@code name} in lower case. */
    String parameter(String name) {
        return Parameter.of(field, name);
    }
}
