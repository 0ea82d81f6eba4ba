// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.scheme.Schemes.Looked;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real {@code doveadm pw} makes passwords in every scheme it has, and is the judge of ours. */
class DoveadmSchemesTest {
    private static final Path DOVEADM = Path.of("/usr/bin/doveadm");
    private static final String USER = "testuser1@example.org";
    private static final String TEXT = "kuvert Zaun \u00e9";
    private static final List<String> ENCODINGS = List.of("", ".HEX", ".B64");
    private static final List<String> ASKED =
            List.of(
                    "SSHA256",
                    "SSHA512",
                    "OTP",
                    "HMAC-MD5",
                    "PLAIN-TRUNC",
                    "PLAIN-MD5",
                    "LDAP-MD5",
                    "CRAM-MD5",
                    "DIGEST-MD5",
                    "SCRAM-SHA-1",
                    "SCRAM-SHA-256");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everySchemeAndEncodingOfDovecotIsReadAsDovecotReadsIt() throws IOException {
        if (!Files.isExecutable(DOVEADM)) {
            System.err.println("left out: Dovecot is not installed (see ./check)");
            return;
        }
        List<String> schemes = List.of(doveadm("-l").said().strip().split("\\s+", -1));
        assertTrue(schemes.containsAll(ASKED), schemes::toString);
        for (String scheme : schemes) {
            for (String encoding : ENCODINGS) {
                look(scheme + encoding, made(scheme + encoding, TEXT), TEXT);
            }
            look(scheme, made(scheme, "Kuvert-".repeat(12)), "Kuvert-".repeat(12));
        }
        for (int length : List.of(TEXT.length() + 1, TEXT.length() + 2, 200)) {
            look("PLAIN-TRUNC", "{PLAIN-TRUNC}" + length + "-" + TEXT, TEXT);
        }
        assertEquals(List.of(), wrong);
    }

    /** doveadm leaves out the length that a truncated password begins with, and then refuses it. */
    private static String made(String scheme, String password) throws IOException {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        String text = scheme.startsWith("PLAIN-TRUNC") ? bytes + "-" + password : password;
        return doveadm("-s", scheme, "-u", USER, "-p", text).lastLine();
    }

    private void look(String scheme, String made, String password) throws IOException {
        Account account =
                new Account(USER, List.of(), StoredPassword.of(made, "CRYPT"), Account.Traits.NONE);
        switch (Schemes.look(account)) {
            case Looked.CanBeChecked(Schemes.Checkable readable) ->
                    compare(scheme, made, readable, password);
            case Looked.NotReadable(String name, String why) ->
                    wrong.add(scheme + " is not readable: " + name + " " + why);
        }
    }

    /** Each near miss of the short password in its plain form is put to Dovecot as well. */
    private void compare(String scheme, String made, Schemes.Checkable readable, String password)
            throws IOException {
        byte[] right = password.getBytes(StandardCharsets.UTF_8);
        Check check = readable.check();
        if (!check.matches(right)) {
            wrong.add(scheme + " not with its password");
        }
        if (check.matches("kuvert".getBytes(StandardCharsets.UTF_8))) {
            wrong.add(scheme + " with another password");
        }
        if (scheme.indexOf('.') >= 0 || !password.equals(TEXT)) {
            return;
        }
        for (Map.Entry<String, byte[]> near : NearMisses.of("", made, right).entrySet()) {
            String other = new String(near.getValue(), StandardCharsets.UTF_8);
            if (other.indexOf('\0') < 0
                    && check.matches(near.getValue())
                            != (doveadm("-t", made, "-u", USER, "-p", other).exit() == 0)) {
                wrong.add(scheme + " judged otherwise: " + near.getKey());
            }
        }
    }

    /** Dovecot 2.3 has it no more; the hashes are in the documents of others. */
    @Test
    void aHashOfNtIsReadInBothForms() {
        for (String stored :
                List.of(
                        "{NTLM}8846f7eaee8fb117ad06bdd830b7586c",
                        "{NTLM.HEX}8846F7EAEE8FB117AD06BDD830B7586C",
                        "{NTLM.B64}iEb36u6PsRetBr3YMLdYbA==")) {
            Account account =
                    new Account(
                            USER,
                            List.of(),
                            StoredPassword.of(stored, "CRYPT"),
                            Account.Traits.NONE);
            if (Schemes.look(account) instanceof Looked.CanBeChecked(Schemes.Checkable readable)) {
                assertTrue(readable.check().matches("password".getBytes(StandardCharsets.UTF_8)));
                assertFalse(readable.check().matches("Password".getBytes(StandardCharsets.UTF_8)));
            } else {
                wrong.add(stored);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Program doveadm(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("doveadm", "-O", "pw"));
        command.addAll(List.of(words));
        return Program.run(command, "");
    }
}
