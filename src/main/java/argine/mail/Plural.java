// SPDX-License-Identifier: Apache-2.0
package argine.mail;

/** A number and what is counted, in words: {@code 1 message}, {@code 12 messages}. */
public final class Plural {
    private Plural() {}

    /** Of a thing whose plural ends in {@code s}. */
    public static String of(long number, String one) {
        return of(number, one, plural(one));
    }

    public static String of(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    /** {@code message} becomes {@code messages}, {@code address} becomes {@code addresses}. */
    public static String plural(String one) {
        return one + (one.endsWith("s") ? "es" : "s");
    }
}
