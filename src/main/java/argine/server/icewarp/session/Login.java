// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of one login as a dialogue shows them: who it is, and never the password.
 *
 * <p>Whoever calls {@link #step} overwrites the line. Of {@code AUTH PLAIN} only the name is
 * decoded into a text; the password's bytes are cleared where they were decoded.
 */
final class Login {
    /** Stands for a name that the log hides, in a form in which logs hide names. */
    static final String HIDDEN = "***";

    private static final int MAX_NAME = 255;
    private static final Pattern DIGEST_NAME =
            Pattern.compile("(?:^|[, ])username=\"([^\"]{1,255})\"", Pattern.CASE_INSENSITIVE);

    /** What is expected from the client next. */
    private enum Next {
        NAME,
        PASSWORD,
        PLAIN,
        RESPONSE,
        NOTHING
    }

    private Next next = Next.NOTHING;
    private String name = HIDDEN;
    private boolean readable;
    private boolean cancelled;

    private Login() {}

    /** Begins with {@code AUTH mechanism [initial]}: the text behind {@code AUTH}. */
    static Login begun(String text) {
        Login login = new Login();
        String[] words = text.strip().split("\\s+", 2);
        String mechanism = words[0].toUpperCase(Locale.ROOT);
        login.next =
                switch (mechanism) {
                    case "LOGIN" -> Next.NAME;
                    case "PLAIN" -> Next.PLAIN;
                    default -> Next.RESPONSE;
                };
        if (words.length > 1) {
            login.step(words[1]);
        }
        return login;
    }

    /** A login by plain words: {@code USER}, {@code LOGIN}. */
    static Login named(String name) {
        Login login = new Login();
        login.name = sound(name);
        return login;
    }

    /** The password came by in plain words, or was hidden already. */
    void pass(boolean isThere) {
        readable |= isThere;
        next = Next.NOTHING;
    }

    /** Whether the client's next line belongs to the login, and may be a password. */
    boolean expects() {
        return next != Next.NOTHING;
    }

    /** Takes a line of the client. */
    void step(String line) {
        String text = line.strip();
        if (text.equals("*")) {
            cancelled = true;
            next = Next.NOTHING;
            return;
        }
        switch (next) {
            case NAME -> {
                name = sound(CodePage.text(decoded(text)));
                next = Next.PASSWORD;
            }
            case PASSWORD -> {
                readable |= decoded(text).length > 0;
                next = Next.NOTHING;
            }
            case PLAIN -> {
                plain(decoded(text));
                next = Next.NOTHING;
            }
            case RESPONSE -> response(decoded(text));
            case NOTHING -> {}
        }
    }

    /** {@code authzid NUL authcid NUL password}. */
    private void plain(byte[] decoded) {
        int first = indexOfNul(decoded, 0);
        int second = first < 0 ? -1 : indexOfNul(decoded, first + 1);
        if (second > first) {
            name = sound(CodePage.text(decoded, first + 1, second));
            readable |= second + 1 < decoded.length;
        }
        java.util.Arrays.fill(decoded, (byte) 0);
    }

    private static int indexOfNul(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** CRAM-MD5 is {@code name digest}; DIGEST-MD5 holds {@code username="name"}. */
    private void response(byte[] decoded) {
        String text = CodePage.text(decoded);
        Matcher digest = DIGEST_NAME.matcher(text);
        int blank = text.lastIndexOf(' ');
        if (digest.find()) {
            name = sound(digest.group(1));
        } else if (blank > 0 && text.length() - blank == 33) {
            name = sound(text.substring(0, blank));
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /** A name that can be one; anything else is as good as hidden. */
    private static String sound(String text) {
        boolean sound = !text.isBlank() && text.length() <= MAX_NAME && text.indexOf('\uFFFD') < 0;
        for (int i = 0; sound && i < text.length(); i++) {
            sound = !Character.isISOControl(text.charAt(i));
        }
        return sound ? text.strip() : HIDDEN;
    }

    String name() {
        return name;
    }

    /** Whether somebody who reads the log can read the password. */
    boolean passwordWasReadable() {
        return readable;
    }

    boolean wasCancelled() {
        return cancelled;
    }
}
