// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

/**
 * The value of an attribute in a tag, as a mail program takes it: with the characters that its
 * entities stand for. It is shown only if it has any, for otherwise it is shown as it is written.
 *
 * <p><b>Limits.</b> Of a value the first {@value #LONGEST} characters are looked at.
 */
final class AttributeValue {
    private static final int LONGEST = 4096;

    private final View view;
    private final char[] value = new char[LONGEST];
    private final char[] decoded = new char[LONGEST + 1];
    private final StringBuilder name = new StringBuilder();
    private int length;
    private boolean hasEntity;

    AttributeValue(View view) {
        this.view = view;
    }

    /** White space in front of a link is none of it. */
    void put(char c) {
        if (length < LONGEST && (length > 0 || c > ' ')) {
            value[length++] = c;
            hasEntity |= c == '&';
        }
    }

    /** The value is over, and is shown if somebody will see it. */
    void end(boolean show) {
        if (show && hasEntity) {
            int count = decode();
            decoded[count] = '\n';
            view.attribute(decoded, 0, count + 1);
        }
        length = 0;
        hasEntity = false;
    }

    /** An entity is never shorter than what it stands for. */
    private int decode() {
        int count = 0;
        for (int i = 0; i < length; ) {
            int end = value[i] == '&' ? name(i + 1) : i;
            int character = end > i + 1 ? character(end) : Entities.NONE;
            if (character == Entities.NONE) {
                decoded[count++] = value[i++];
            } else {
                count += Character.toChars(character, decoded, count);
                i = isAt(';', end) ? end + 1 : end;
            }
        }
        return count;
    }

    /** Reads the name of an entity, and returns where it ends. */
    private int name(int from) {
        name.setLength(0);
        int at = from;
        while (at < length && Entities.goesOn(name, value[at])) {
            name.append(value[at++]);
        }
        return at;
    }

    /** In {@code ?a=1&copy=2} there is none. */
    private int character(int end) {
        return isAt('=', end) ? Entities.NONE : Entities.character(name);
    }

    private boolean isAt(char c, int at) {
        return at < length && value[at] == c;
    }
}
