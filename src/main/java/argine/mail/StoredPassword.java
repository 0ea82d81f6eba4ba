// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a directory of accounts keeps in place of a password: a hash, the password itself, or a sign
 * that there is none.
 *
 * <p>It never shows itself: {@link #toString} names the scheme only. Whoever needs what is kept has
 * to ask for the {@link #secret}, and must not print, log or store it.
 */
public final class StoredPassword {
    private static final Pattern PREFIXED = Pattern.compile("\\{([A-Za-z0-9_./-]{1,32})\\}(.*)");
    private static final int MAX_LENGTH = 4096;

    /** What can be done with it. */
    public enum State {
        /** Kept here: a candidate can be compared with it. */
        KEPT,
        /** No password lets anybody in. */
        LOCKED,
        /** Any password lets everybody in. */
        OPEN,
        /** There is one, and the source does not show it. */
        HIDDEN
    }

    private final State state;
    private final String scheme;
    private final String secret;

    private StoredPassword(State state, String scheme, String secret) {
        this.state = state;
        this.scheme = scheme;
        this.secret = secret;
    }

    /**
     * Reads a field as Dovecot does: {@code {SCHEME}secret}; without a scheme it is of the default
     * one. A secret that begins with {@code !} or {@code *} matches no password.
     */
    public static StoredPassword of(String field, String defaultScheme) {
        Matcher prefixed = PREFIXED.matcher(field);
        boolean named = prefixed.matches();
        String scheme = (named ? prefixed.group(1) : defaultScheme).toUpperCase(Locale.ROOT);
        String secret = named ? prefixed.group(2) : field;
        if (!isText(scheme) && (secret.startsWith("!") || secret.startsWith("*"))) {
            return LOCKED;
        }
        return secret.length() > MAX_LENGTH
                ? HIDDEN
                : new StoredPassword(State.KEPT, scheme, secret);
    }

    /** A field that lets nobody in. */
    public static final StoredPassword LOCKED = new StoredPassword(State.LOCKED, "", "");

    /** A field that lets everybody in. */
    public static final StoredPassword OPEN = new StoredPassword(State.OPEN, "", "");

    /** A password that cannot be seen. */
    public static final StoredPassword HIDDEN = new StoredPassword(State.HIDDEN, "", "");

    private static boolean isText(String scheme) {
        return scheme.startsWith("PLAIN") && !scheme.contains("MD") || scheme.startsWith("CLEAR");
    }

    public State state() {
        return state;
    }

    /** The scheme in upper case as the source names it, for example {@code SHA512-CRYPT}. */
    public String scheme() {
        return scheme;
    }

    /** What is kept, without the scheme. Not to be printed, logged or stored. */
    public String secret() {
        return secret;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredPassword stored
                && state == stored.state
                && scheme.equals(stored.scheme)
                && secret.equals(stored.secret);
    }

    @Override
    public int hashCode() {
        return scheme.hashCode() * 31 + secret.hashCode();
    }

    @Override
    public String toString() {
        return state == State.KEPT ? "{" + scheme + "}***" : state.toString();
    }
}
