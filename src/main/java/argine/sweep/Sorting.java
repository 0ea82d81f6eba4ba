// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

/**
 * What a message is taken for, and why.
 *
 * <p>Spam is held. Genuine mail never is. What is unsure is left alone unless it is asked for.
 */
public sealed interface Sorting {

    /** To be held. */
    record Spam(String why) implements Sorting {}

    /** Not to be touched. */
    record Genuine(String why) implements Sorting {}

    /** It looks like the spam in one way and not in another; a person must say. */
    record Unsure(String why) implements Sorting {}

    /** Of a case: what it is not about. Another case may be. */
    Sorting OTHERS = new Genuine("another's mail, another text");

    String why();
}
