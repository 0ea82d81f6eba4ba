// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

/**
 * HTML under construction, SVG included.
 *
 * <p>Names of elements and attributes come from this room's code; every value and every text is
 * cleaned and escaped on its way in, so nobody can forget to. One escaping serves text, quoted
 * attributes and SVG alike. There is no way to put markup in as a string.
 */
final class Html {
    private static final int MAX_TEXT = 2000;

    private final StringBuilder page = new StringBuilder();

    /** What a stranger wrote, as it may stand between tags or in a quoted attribute. */
    static String escaped(String text) {
        String plain = Plain.line(text, MAX_TEXT);
        StringBuilder safe = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** Opens an element; attributes are name, value, name, value. */
    Html open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            page.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        page.append('>');
        return this;
    }

    Html close(String element) {
        page.append("</").append(element).append('>');
        return this;
    }

    /** Closes what spans several lines of the page. */
    Html end(String element) {
        return close(element).newline();
    }

    Html text(String text) {
        page.append(escaped(text));
        return this;
    }

    /** A whole element with nothing but text in it. */
    Html put(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html newline() {
        page.append('\n');
        return this;
    }

    /** Says how many of a list are left out; nothing for none. */
    Html more(int more) {
        return more > 0
                ? put("p", "And " + Numbers.of(more) + " more.", "class", "more").newline()
                : this;
    }

    /** The document's first words and its style sheet, which are this room's own. */
    Html begin(String title) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        open("meta", "http-equiv", "Content-Security-Policy", "content", Style.POLICY).newline();
        open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .newline();
        open("meta", "name", "color-scheme", "content", "light dark").newline();
        open("meta", "name", "referrer", "content", "no-referrer").newline();
        open("meta", "name", "robots", "content", "noindex").newline();
        put("title", title).newline();
        page.append("<style>\n").append(Style.SHEET).append("</style>\n</head>\n");
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
