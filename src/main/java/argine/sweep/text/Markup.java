// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.util.Locale;
import java.util.Set;

/**
 * Takes HTML character by character and shows its text.
 *
 * <p>Not a parser that builds a page: a page from a stranger may be of any size and depth, and only
 * its words count. Tags that begin a line or a cell stand for a space, others for nothing, so that
 * {@code Vi<b></b>agra} is one word. Styles, scripts and comments are not seen.
 *
 * <p><b>Limits.</b> What a style sheet hides is shown.
 */
final class Markup {
    private static final int LONGEST_NAME = 32;
    private static final Set<String> BREAKS =
            Set.of(
                    "br",
                    "p",
                    "div",
                    "td",
                    "th",
                    "tr",
                    "li",
                    "ul",
                    "ol",
                    "dl",
                    "dt",
                    "dd",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "table",
                    "tbody",
                    "thead",
                    "tfoot",
                    "caption",
                    "blockquote",
                    "pre",
                    "center",
                    "title",
                    "head",
                    "body",
                    "html",
                    "option",
                    "form",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "img",
                    "marquee",
                    "address",
                    "fieldset",
                    "legend",
                    "textarea",
                    "button");
    private static final Set<String> UNSEEN = Set.of("style", "script", "noframes", "xml");

    private enum State {
        TEXT,
        ENTITY,
        OPEN,
        NAME,
        INSIDE,
        UNQUOTED,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        DECLARATION,
        COMMENT
    }

    private final Seen seen;
    private final AttributeValue attribute;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private State state = State.TEXT;
    private String unseen = "";
    private boolean closing;
    private boolean value;
    private int dashes;

    Markup(Seen seen, View view) {
        this.seen = seen;
        this.attribute = new AttributeValue(view);
    }

    void put(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            put(text[i]);
        }
    }

    /** Begins another page. */
    void begin() {
        name.setLength(0);
        attribute.end(false);
        state = State.TEXT;
        unseen = "";
    }

    /** The page is over; what looked like the beginning of something was text. */
    void end() {
        if (state == State.ENTITY) {
            show("&");
            show(name);
        } else if (state == State.OPEN) {
            show("<");
        }
        begin();
    }

    private void put(char c) {
        switch (state) {
            case TEXT -> text(c);
            case ENTITY -> entity(c);
            case OPEN -> open(c);
            case NAME -> name(c);
            case INSIDE -> inside(c);
            case UNQUOTED -> unquoted(c);
            case SINGLE_QUOTED -> quoted(c, '\'');
            case DOUBLE_QUOTED -> quoted(c, '"');
            case DECLARATION -> declaration(c);
            case COMMENT -> comment(c);
        }
    }

    private void text(char c) {
        if (c == '<') {
            state = State.OPEN;
        } else if (c == '&' && unseen.isEmpty()) {
            name.setLength(0);
            state = State.ENTITY;
        } else if (unseen.isEmpty()) {
            seen.put(c);
        }
    }

    private void entity(char c) {
        if (name.length() < LONGEST_NAME && Entities.goesOn(name, c)) {
            name.append(c);
            return;
        }
        int character = Entities.character(name);
        state = State.TEXT;
        if (character == Entities.NONE) {
            show("&");
            show(name);
        } else {
            show(Character.toString(character));
        }
        if (c != ';' || character == Entities.NONE) {
            text(c);
        }
    }

    private void show(CharSequence text) {
        for (int i = 0; i < text.length() && unseen.isEmpty(); i++) {
            seen.put(text.charAt(i));
        }
    }

    private void open(char c) {
        name.setLength(0);
        closing = c == '/';
        if (closing || isLetter(c)) {
            state = State.NAME;
            if (!closing) {
                name.append(c);
            }
        } else if (c == '!' || c == '?') {
            dashes = 0;
            state = State.DECLARATION;
        } else {
            show("<");
            state = State.TEXT;
            text(c);
        }
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private void name(char c) {
        if (c == '>') {
            tag();
        } else if (c <= ' ' || c == '/') {
            value = false;
            state = State.INSIDE;
        } else if (name.length() < LONGEST_NAME) {
            name.append(c);
        }
    }

    /** A quote counts only where a value begins: in {@code <a title=it's>} there is none. */
    private void inside(char c) {
        switch (c) {
            case '>' -> tag();
            case '=' -> value = true;
            case '"' -> state = value ? State.DOUBLE_QUOTED : state;
            case '\'' -> state = value ? State.SINGLE_QUOTED : state;
            default -> {
                if (value && c > ' ') {
                    state = State.UNQUOTED;
                    attribute.put(c);
                }
            }
        }
        value &= c <= ' ' || c == '=';
    }

    private void quoted(char c, char quote) {
        if (c == quote) {
            endValue();
        } else {
            attribute.put(c);
        }
    }

    private void unquoted(char c) {
        if (c == '>') {
            endValue();
            tag();
        } else if (c <= ' ') {
            endValue();
        } else {
            attribute.put(c);
        }
    }

    private void endValue() {
        state = State.INSIDE;
        attribute.end(unseen.isEmpty());
    }

    private void tag() {
        state = State.TEXT;
        String tag = name.toString().toLowerCase(Locale.ROOT);
        if (!unseen.isEmpty()) {
            unseen = closing && tag.equals(unseen) ? "" : unseen;
        } else if (!closing && UNSEEN.contains(tag)) {
            unseen = tag;
        } else if (BREAKS.contains(tag)) {
            seen.space();
        }
    }

    private void declaration(char c) {
        if (c == '>') {
            state = State.TEXT;
        } else if (c == '-' && dashes < 2) {
            state = ++dashes == 2 ? State.COMMENT : state;
        } else {
            dashes = 3;
        }
        if (state == State.COMMENT) {
            dashes = 0;
        }
    }

    private void comment(char c) {
        if (c == '>' && dashes >= 2) {
            state = State.TEXT;
        }
        dashes = c == '-' ? dashes + 1 : 0;
    }
}
