// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import argine.mail.Account;
import argine.mail.StoredPassword;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The list of schemes: Dovecot's, and whatever crypt(3) of the host makes.
 *
 * <p>Each says how a stored secret becomes a {@link Check}, how long one comparison takes, and what
 * is to be said against keeping passwords so.
 */
public final class Schemes {
    private static final String TEXT = "anybody who sees the file has every password";
    private static final String TEXT_LIKE = "as good as the password itself to whoever sees it";
    private static final String FAST = "no salt: one table breaks all of them at once";
    private static final String QUICK = "millions of guesses a second on any computer";
    private static final String OLD = "out of date; broken within hours";
    private static final String FINE = "";
    private static final int SHA1_DIGITS = 40;

    /** Those whose secret is a text with parts; the others keep bytes, or the password. */
    private static final Pattern WRITTEN_AS_TEXT =
            Pattern.compile(".*CRYPT|MD5|SUNMD5|NT|OTP|PBKDF2|SCRAM-.*|ARGON2.*|PLAIN-TRUNC");

    private Schemes() {}

    private interface Maker {
        Check make(Stored stored) throws Stored.Malformed;
    }

    private record Scheme(Maker maker, String against) {}

    private static final Map<String, Scheme> ALL = new LinkedHashMap<>();

    static {
        add("PLAIN CLEARTEXT CLEAR", stored -> Digests.text(stored.text()), TEXT);
        add("PLAIN-TRUNC", Digests::truncated, TEXT);
        add("SHA SHA1", stored -> Digests.digest("SHA-1", stored), FAST);
        add("SHA256", stored -> Digests.digest("SHA-256", stored), FAST);
        add("SHA512", stored -> Digests.digest("SHA-512", stored), FAST);
        add("PLAIN-MD5 LDAP-MD5", stored -> Digests.digest("MD5", stored), FAST);
        add("PLAIN-MD4", Digests::md4, FAST);
        add("NTLM", Digests::ntlm, FAST);
        add("SMD5", stored -> Digests.digest("MD5", stored), QUICK);
        add("SSHA", stored -> Digests.digest("SHA-1", stored), QUICK);
        add("SSHA256", stored -> Digests.digest("SHA-256", stored), QUICK);
        add("SSHA512", stored -> Digests.digest("SHA-512", stored), QUICK);
        add("CRAM-MD5 HMAC-MD5", Digests::cramMd5, TEXT_LIKE);
        add("DIGEST-MD5", Digests::digestMd5, TEXT_LIKE);
        add("OTP", Otp::check, OLD);
        add("MD5", Schemes::md5, OLD);
        add("DES-CRYPT MD5-CRYPT BSDI-CRYPT SUNMD5 NT", stored -> crypt(stored), OLD);
        add("CRYPT SHA256-CRYPT SHA512-CRYPT BLF-CRYPT", stored -> crypt(stored), FINE);
        add("YESCRYPT GOST-YESCRYPT SCRYPT SHA1-CRYPT", stored -> crypt(stored), FINE);
        add("PBKDF2", KeyStretch::pbkdf2, FINE);
        add("SCRAM-SHA-1", stored -> KeyStretch.scram("SHA-1", stored), FINE);
        add("SCRAM-SHA-256", stored -> KeyStretch.scram("SHA-256", stored), FINE);
        add("ARGON2 ARGON2I ARGON2ID", stored -> Argon2.check(stored.secret()), FINE);
    }

    private static void add(String names, Maker maker, String against) {
        for (String name : names.split(" ", -1)) {
            ALL.put(name, new Scheme(maker, against));
        }
    }

    /**
     * A stored password that can be checked.
     *
     * @param scheme its real scheme; of {@code {CRYPT}$6$...} this is {@code SHA512-CRYPT}
     * @param micros how long one comparison takes on an ordinary processor
     */
    public record Checkable(String scheme, long micros, Supplier<Check> maker) {
        /** A new check, for one thread. */
        public Check check() {
            return maker.get();
        }
    }

    /** What became of a look at a stored password: it can be checked, or why not. */
    public sealed interface Looked {
        /** It can be checked. */
        record CanBeChecked(Checkable password) implements Looked {}

        /** It cannot, and why. */
        record NotReadable(String scheme, String why) implements Looked {}
    }

    /** Looks at what an account keeps; it must be of state {@code KEPT}. */
    public static Looked look(Account account) {
        StoredPassword stored = account.password();
        String[] name = stored.scheme().split("\\.", 2);
        String encoding = name.length < 2 ? "" : name[1].replace("BASE64", "B64");
        Scheme scheme = ALL.get(name[0]);
        if (scheme == null
                || !(encoding.isEmpty() || encoding.equals("B64") || encoding.equals("HEX"))) {
            return new Looked.NotReadable(stored.scheme(), "a scheme that Argine does not know");
        }
        Stored written = new Stored(account.name(), stored.secret(), encoding);
        try {
            Stored secret = WRITTEN_AS_TEXT.matcher(name[0]).matches() ? written.plain() : written;
            scheme.maker().make(secret);
            String real = real(name[0], secret.secret());
            long micros = micros(real, secret.secret());
            return new Looked.CanBeChecked(new Checkable(real, micros, () -> make(scheme, secret)));
        } catch (Stored.Malformed | IllegalArgumentException e) {
            return new Looked.NotReadable(name[0], String.valueOf(e.getMessage()));
        }
    }

    private static Check make(Scheme scheme, Stored secret) {
        try {
            return scheme.maker().make(secret);
        } catch (Stored.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The hash by which a list of breached passwords is asked, in hexadecimal: SHA-1 for 40 digits,
     * NT for 32. Only where what is kept gives it away.
     */
    public static Optional<String> breachHash(Account account, int digits) {
        StoredPassword stored = account.password();
        String scheme = stored.scheme().split("\\.", 2)[0];
        String encoding = stored.scheme().contains(".HEX") ? "HEX" : "";
        Stored secret = new Stored(account.name(), stored.secret(), encoding);
        try {
            return switch (scheme) {
                case "PLAIN", "CLEARTEXT", "CLEAR" ->
                        digits == SHA1_DIGITS
                                ? Optional.of(hex(Digests.jdk("SHA-1").digest(secret.text())))
                                : Optional.of(hex(Digests.ntlm(secret.text())));
                case "SHA", "SHA1" ->
                        digits == SHA1_DIGITS
                                ? Optional.of(hex(secret.digest(SHA1_DIGITS / 2)))
                                : Optional.empty();
                case "NTLM" ->
                        digits == SHA1_DIGITS
                                ? Optional.empty()
                                : Optional.of(hex(secret.digest(digits / 2)));
                default -> Optional.empty();
            };
        } catch (Stored.Malformed _) {
            return Optional.empty();
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** What is to be said against keeping passwords in this scheme; empty if nothing is. */
    public static String against(String scheme) {
        return Optional.ofNullable(ALL.get(scheme.toUpperCase(Locale.ROOT)))
                .map(Scheme::against)
                .orElse("");
    }

    private static String real(String scheme, String secret) {
        boolean crypt =
                scheme.endsWith("CRYPT") || scheme.equals("MD5") && secret.startsWith("$1$");
        return crypt ? CryptHash.schemeOf(secret).orElse(scheme) : scheme;
    }

    private static long micros(String scheme, String secret) throws Stored.Malformed {
        return switch (scheme) {
            case "PBKDF2", "SCRAM-SHA-1", "SCRAM-SHA-256" -> KeyStretch.micros(scheme, secret);
            case "ARGON2", "ARGON2I", "ARGON2ID" -> Argon2.micros(secret);
            case "OTP" -> 500;
            default ->
                    CryptHash.schemeOf(secret).isPresent() && scheme.matches(".*CRYPT|SUNMD5")
                            ? CryptHash.micros(secret)
                            : 1;
        };
    }

    private static Check crypt(Stored stored) throws Stored.Malformed {
        return CryptHash.check(stored.secret());
    }

    /** Dovecot's {@code MD5} is MD5-CRYPT, and was plain MD5 once. */
    private static Check md5(Stored stored) throws Stored.Malformed {
        return stored.secret().startsWith("$1$") ? crypt(stored) : Digests.digest("MD5", stored);
    }
}
