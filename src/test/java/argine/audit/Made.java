// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.mail.Account;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Seen;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Accounts and stored passwords for tests, of every kind of scheme and at a low cost. */
final class Made {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    static final List<String> SCHEMES =
            List.of(
                    "PLAIN",
                    "SSHA",
                    "SHA256",
                    "SHA512-CRYPT",
                    "SHA256-CRYPT",
                    "BLF-CRYPT",
                    "PBKDF2",
                    "ARGON2ID");

    private Made() {}

    static Account account(String name, String stored, String... aliases) {
        return named(name, stored, "", aliases);
    }

    static Account named(String name, String stored, String displayName, String... aliases) {
        return new Account(
                name,
                List.of(aliases),
                StoredPassword.of(stored, "CRYPT"),
                Account.Traits.named(displayName));
    }

    /** What a directory would keep; {@code number} makes the salt. */
    static String stored(String scheme, String password, int number) {
        byte[] text = password.getBytes(StandardCharsets.UTF_8);
        byte[] salt = ("salt" + (100_000_000_000L + number)).getBytes(StandardCharsets.US_ASCII);
        String body =
                switch (scheme) {
                    case "PLAIN" -> password;
                    case "SSHA" -> base64(join(sha("SHA-1", join(text, salt)), salt));
                    case "SHA256" -> base64(sha("SHA-256", text));
                    case "SHA512-CRYPT" ->
                            Sha2Crypt.sha512Crypt(text.clone(), "$6$rounds=1000$s" + number);
                    case "SHA256-CRYPT" ->
                            Sha2Crypt.sha256Crypt(text.clone(), "$5$rounds=1000$s" + number);
                    case "BLF-CRYPT" ->
                            OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 4);
                    case "PBKDF2" -> pbkdf2(password, number);
                    case "ARGON2ID" -> argon2(text, salt);
                    default -> throw new IllegalArgumentException(scheme);
                };
        return "{" + scheme + "}" + body;
    }

    private static String pbkdf2(String password, int number) {
        try {
            byte[] salt = ("s" + number).getBytes(StandardCharsets.US_ASCII);
            byte[] made =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 50, 160))
                            .getEncoded();
            return "$1$s" + number + "$50$" + HexFormat.of().formatHex(made);
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String argon2(byte[] password, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withMemoryAsKB(16)
                        .withIterations(1)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[32];
        generator.generateBytes(password, hash);
        return "$argon2id$v=19$m=16,t=1,p=1$" + bare(salt) + "$" + bare(hash);
    }

    private static String bare(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha(String algorithm, byte[] text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static PasswordReport audit(Memory memory, Account... accounts) throws IOException {
        return audit(memory, List.of(), List.of(accounts));
    }

    static PasswordReport audit(Memory memory, List<String> words, List<Account> accounts)
            throws IOException {
        return audit(memory, Effort.NORMAL, words, accounts);
    }

    static PasswordReport quick(Memory memory, List<Account> accounts) throws IOException {
        return audit(memory, Effort.QUICK, List.of(), accounts);
    }

    /** As whoever asks for all, changed or not. */
    static PasswordReport full(Memory memory, Account account) throws IOException {
        return audit(memory, Effort.NORMAL, true, List.of(), List.of(account));
    }

    private static PasswordReport audit(
            Memory memory, Effort effort, List<String> words, List<Account> accounts)
            throws IOException {
        return audit(memory, effort, false, words, accounts);
    }

    private static PasswordReport audit(
            Memory memory, Effort effort, boolean full, List<String> words, List<Account> accounts)
            throws IOException {
        PasswordAudit.Options options =
                new PasswordAudit.Options(
                        effort,
                        words,
                        full,
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        SmtpUse.UNKNOWN,
                        Optional.empty(),
                        CLOCK);
        return new PasswordAudit(options, memory, new PasswordAudit.Watcher() {}, () -> false)
                .run(new argine.server.Accounts.Listing(accounts, List.of()));
    }

    /** A message that an account sent; empty for one without a login. */
    static MailEvent submitted(String account) {
        return new MailEvent.Submitted(
                Seen.at(CLOCK.instant(), "mail"),
                new QueueId("4XyZ12bcdfghz"),
                "submission",
                "unknown",
                ClientAddress.NONE,
                account,
                Optional.empty(),
                ClientAddress.NONE);
    }
}
