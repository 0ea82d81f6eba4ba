// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argine.audit.PasswordReport.Weak;
import argine.mail.Account;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose password stands in a file of breached ones, as far as what is kept can be looked up. */
class BreachedAccountsTest {
    private static final String STOLEN = "Kuvert-lila.44-zaun";
    private static final String OTHER = "Zaun-lila.44-kuvert";
    private static final String RULE = "in a list of breached passwords";

    @TempDir Path folder;

    private static byte[] sha1(String password) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] nt(String password) {
        byte[] text = password.getBytes(StandardCharsets.UTF_16LE);
        MD4Digest digest = new MD4Digest();
        digest.update(text, 0, text.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private List<Weak> found(byte[] breached) throws IOException, GeneralSecurityException {
        Path hashes =
                Files.writeString(
                        folder.resolve("hashes"),
                        hex(breached).toUpperCase(Locale.ROOT) + ":17\r\n");
        String sha = Base64.getEncoder().encodeToString(sha1(STOLEN));
        List<Account> accounts =
                List.of(
                        Made.account("clear@x.test", "{PLAIN}" + STOLEN),
                        Made.account("sha@x.test", "{SHA}" + sha),
                        Made.account("hex@x.test", "{SHA1.HEX}" + hex(sha1(STOLEN))),
                        Made.account("nt@x.test", "{NTLM}" + hex(nt(STOLEN))),
                        Made.account("salted@x.test", Made.stored("SSHA", STOLEN, 1)),
                        Made.account("guessed@x.test", "{PLAIN}guessed"),
                        Made.account("other@x.test", "{PLAIN}" + OTHER),
                        Made.account("other-nt@x.test", "{NTLM}" + hex(nt(OTHER))));
        PasswordReport report =
                new PasswordAudit(
                                new PasswordAudit.Options(
                                        Effort.QUICK,
                                        List.of(),
                                        false,
                                        1,
                                        Optional.empty(),
                                        Optional.of(hashes),
                                        SmtpUse.UNKNOWN,
                                        Optional.empty(),
                                        Made.CLOCK),
                                Memory.none(),
                                new PasswordAudit.Watcher() {},
                                () -> false)
                        .run(new Accounts.Listing(accounts, List.of()));
        assertFalse(report.toString().contains(STOLEN), "told");
        return report.weak();
    }

    @Test
    void aFileOfSha1FindsWhatIsInTheClearOrInUnsaltedSha1()
            throws IOException, GeneralSecurityException {
        assertEquals(
                List.of(
                        new Weak("clear@x.test", RULE, "", "PLAIN"),
                        new Weak("guessed@x.test", "equals local part", "", "PLAIN"),
                        new Weak("hex@x.test", RULE, "", "SHA1.HEX"),
                        new Weak("sha@x.test", RULE, "", "SHA")),
                found(sha1(STOLEN)));
    }

    @Test
    void aFileOfNtFindsWhatIsInTheClearOrInNtlm() throws IOException, GeneralSecurityException {
        assertEquals(
                List.of(
                        new Weak("clear@x.test", RULE, "", "PLAIN"),
                        new Weak("guessed@x.test", "equals local part", "", "PLAIN"),
                        new Weak("nt@x.test", RULE, "", "NTLM")),
                found(nt(STOLEN)));
    }
}
