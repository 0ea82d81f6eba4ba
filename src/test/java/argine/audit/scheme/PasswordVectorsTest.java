// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.scheme.Schemes.Looked;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the schemes to the vectors of Dovecot and libxcrypt, in the folder ARGINE_CORPORA. */
class PasswordVectorsTest {
    private static final Path FOLDER =
            Path.of(
                            Optional.ofNullable(System.getenv("ARGINE_CORPORA"))
                                    .orElse("../shared/corpora"))
                    .resolve("password-vectors/dev");

    /** Where Debian has the library; elsewhere the vectors that Java knows are checked alone. */
    private static final Path LIBCRYPT = libcrypt();

    private static Path libcrypt() {
        String triplet =
                System.getProperty("os.arch").equals("aarch64")
                        ? "aarch64-linux-gnu"
                        : "x86_64-linux-gnu";
        return Path.of("/usr/lib", triplet, "libcrypt.so.1");
    }

    private static List<String[]> vectors(String file) throws IOException {
        if (!Files.exists(FOLDER.resolve(file))) {
            System.out.println("Not run: password vectors of others, no " + FOLDER.resolve(file));
            return List.of();
        }
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    @Test
    void everyVectorOfDovecotVerifiesWithItsPasswordAndNoOther() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] vector : vectors("dovecot-source.tsv")) {
            check(vector[1], vector[2].getBytes(StandardCharsets.UTF_8), vector[0], wrong);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyVectorOfLibxcryptVerifiesWithItsPasswordAndNoOther() throws IOException {
        List<String> wrong = new ArrayList<>();
        int known = 0;
        List<String[]> vectors = vectors("libxcrypt-kat.tsv");
        for (String[] vector : vectors) {
            if (Libcrypt.knows(vector[1])) {
                known++;
                check("{CRYPT}" + vector[1], HexFormat.of().parseHex(vector[2]), vector[0], wrong);
            }
        }
        assertEquals(List.of(), wrong);
        boolean here = Files.exists(LIBCRYPT) && !vectors.isEmpty();
        if (!here) {
            System.out.println("Not run: libxcrypt's vectors, no " + LIBCRYPT + " or no vectors");
        }
        assertEquals(here ? vectors.size() : known, known, "vectors that Debian's library knows");
    }

    @Test
    void whatJavaMakesIsWhatTheHostMakes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] vector : vectors("libxcrypt-kat.tsv")) {
            String scheme = CryptHash.schemeOf(vector[1]).orElse("");
            byte[] password = HexFormat.of().parseHex(vector[2]);
            if (vector[1].startsWith("$2a$") && isEightBit(password)) {
                continue; // libxcrypt answers an old mistake of other libraries there
            }
            try {
                Check check = CryptHash.inJava(scheme, vector[1]);
                compare(check, scheme, vector[1], password, wrong);
            } catch (Stored.Malformed _) {
                continue; // Java does not know it
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean isEightBit(byte[] password) {
        for (byte b : password) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    private static void check(String stored, byte[] password, String name, List<String> wrong) {
        Account account =
                new Account(
                        "testuser1",
                        List.of(),
                        StoredPassword.of(stored, "CRYPT"),
                        Account.Traits.NONE);
        switch (Schemes.look(account)) {
            case Looked.CanBeChecked(Schemes.Checkable readable) ->
                    compare(readable.check(), readable.scheme(), secret(stored), password, wrong);
            case Looked.NotReadable(String scheme, String why) ->
                    wrong.add(name + " " + scheme + " " + why);
        }
    }

    private static String secret(String stored) {
        return stored.substring(stored.indexOf('}') + 1);
    }

    private static void compare(
            Check check, String scheme, String hash, byte[] password, List<String> wrong) {
        String name = scheme + " " + hash;
        if (!check.matches(password)) {
            wrong.add(name + ": not with its password");
        }
        if (hash.startsWith("$2x$") && isEightBit(password)) {
            return; // the old mistake itself: one such byte hides others before it
        }
        NearMisses.of(scheme, hash, password)
                .forEach(
                        (what, other) -> {
                            if (check.matches(other)) {
                                wrong.add(name + ": " + what);
                            }
                        });
    }
}
