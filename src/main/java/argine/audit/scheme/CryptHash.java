// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * What crypt(3) makes, whose first characters say how: DES, MD5, SHA-2, bcrypt, yescrypt and more.
 *
 * <p>The host's own library checks it where there is one; Java checks the first four otherwise.
 */
final class CryptHash {
    private static final String ALPHABET = "[./0-9A-Za-z]";
    private static final Pattern DES = Pattern.compile(ALPHABET + "{13}|" + ALPHABET + "{24,178}");
    private static final Pattern ROUNDS = Pattern.compile("rounds=([0-9]+)\\$.*");
    private static final Pattern SALTED =
            Pattern.compile(
                    "\\$[156]\\$(rounds=[0-9]+\\$)?" + ALPHABET + "+(\\$" + ALPHABET + "*)?");
    private static final Pattern BCRYPT =
            Pattern.compile("\\$2[abxy]\\$([0-9]{2})\\$([./0-9A-Za-z]{22})([./0-9A-Za-z]{31})");
    private static final int MAX_ROUNDS = 10_000_000;
    private static final int MAX_BCRYPT = 18;
    private static final int MD5_MICROS = 250;
    private static final int SHA2_ROUNDS_A_MILLI = 3_800;
    private static final int DEFAULT_ROUNDS = 5_000;
    private static final int BCRYPT_4_MICROS = 900;
    private static final int SLOW_MICROS = 30_000;

    /** The name of the scheme behind the first characters of a hash. */
    private record Kind(String prefix, String scheme) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("$1$", "MD5-CRYPT"),
                    new Kind("$2", "BLF-CRYPT"),
                    new Kind("$5$", "SHA256-CRYPT"),
                    new Kind("$6$", "SHA512-CRYPT"),
                    new Kind("$y$", "YESCRYPT"),
                    new Kind("$gy$", "GOST-YESCRYPT"),
                    new Kind("$7$", "SCRYPT"),
                    new Kind("$sha1", "SHA1-CRYPT"),
                    new Kind("$md5", "SUNMD5"),
                    new Kind("$3$", "NT"),
                    new Kind("_", "BSDI-CRYPT"));

    private CryptHash() {}

    /** The scheme that a hash is of, whatever scheme it was filed under. */
    static Optional<String> schemeOf(String hash) {
        Optional<String> named =
                KINDS.stream()
                        .filter(kind -> hash.startsWith(kind.prefix()))
                        .map(Kind::scheme)
                        .findFirst();
        return named.isPresent() || !DES.matcher(hash).matches() ? named : Optional.of("DES-CRYPT");
    }

    /** How long one comparison takes on an ordinary processor, in microseconds. */
    static int micros(String hash) throws Stored.Malformed {
        return switch (schemeOf(hash).orElse("")) {
            case "MD5-CRYPT" -> MD5_MICROS;
            case "BLF-CRYPT" -> BCRYPT_4_MICROS << Math.max(0, bcryptCost(hash) - 4);
            case "SHA256-CRYPT", "SHA512-CRYPT" -> rounds(hash) * 1000 / SHA2_ROUNDS_A_MILLI;
            case "DES-CRYPT", "NT" -> 2;
            default -> SLOW_MICROS;
        };
    }

    private static int rounds(String hash) throws Stored.Malformed {
        Matcher rounds = ROUNDS.matcher(hash.substring(3));
        return rounds.matches()
                ? Stored.number(rounds.group(1), 0, MAX_ROUNDS / 10)
                : DEFAULT_ROUNDS;
    }

    private static int bcryptCost(String hash) throws Stored.Malformed {
        Matcher parts = BCRYPT.matcher(hash);
        if (!parts.matches()) {
            throw new Stored.Malformed("not of bcrypt's form");
        }
        return Stored.number(parts.group(1), 4, MAX_BCRYPT);
    }

    static Check check(String hash) throws Stored.Malformed {
        String scheme =
                schemeOf(hash).orElseThrow(() -> new Stored.Malformed("of no known kind of crypt"));
        micros(hash); // refuses a cost that would take a year
        return Libcrypt.knows(hash) ? Libcrypt.check(hash) : inJava(scheme, hash);
    }

    /** Without the host's library; also what the tests compare that with. */
    static Check inJava(String scheme, String hash) throws Stored.Malformed {
        try {
            return switch (scheme) {
                case "MD5-CRYPT" -> salted(hash, text -> Md5Crypt.md5Crypt(text, hash));
                case "SHA256-CRYPT" -> salted(hash, text -> Sha2Crypt.sha256Crypt(text, hash));
                case "SHA512-CRYPT" -> salted(hash, text -> Sha2Crypt.sha512Crypt(text, hash));
                case "DES-CRYPT" -> des(hash);
                case "BLF-CRYPT" -> bcrypt(hash);
                default ->
                        throw new Stored.Malformed(
                                scheme + " needs this host's libcrypt, which does not know it");
            };
        } catch (IllegalArgumentException e) {
            throw new Stored.Malformed("not of " + scheme + "'s form");
        }
    }

    /** The makers overwrite the text that they get, and throw where there is no salt. */
    private static Check salted(String hash, Function<byte[], String> maker)
            throws Stored.Malformed {
        if (!SALTED.matcher(hash).matches()) {
            throw new Stored.Malformed("without a salt");
        }
        return text -> hash.equals(maker.apply(text.clone()));
    }

    private static Check des(String hash) throws Stored.Malformed {
        if (hash.length() != 13) {
            throw new Stored.Malformed("longer than DES-CRYPT");
        }
        return text -> hash.equals(UnixCrypt.crypt(text, hash));
    }

    private static Check bcrypt(String hash) throws Stored.Malformed {
        Matcher parts = BCRYPT.matcher(hash);
        if (!parts.matches() || hash.startsWith("$2x")) {
            throw new Stored.Malformed("a form of bcrypt that needs this host's libcrypt");
        }
        Stored.number(parts.group(1), 4, MAX_BCRYPT);
        return text -> OpenBSDBCrypt.checkPassword(hash, text);
    }
}
