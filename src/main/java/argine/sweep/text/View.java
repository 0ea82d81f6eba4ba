// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

/** Is shown what a decoder makes of one message, piece by piece. */
public interface View {

    /**
     * A header field on one line, encoded words decoded.
     *
     * @param name in lower case
     * @param outermost whether it is one of the message's own, not of a part's
     */
    void field(String name, String value, boolean outermost);

    /** Decoded text as it was written, tags and all; only of parts in which the two differ. */
    void written(char[] text, int from, int to);

    /** What attributes of tags say, character entities decoded; only those that hold such. */
    void attribute(char[] text, int from, int to);

    /** Decoded text as it is seen: no tags, no hidden characters, one space between words. */
    void seen(char[] text, int from, int to);

    /** What comes next does not belong to what came before. */
    void gap();
}
