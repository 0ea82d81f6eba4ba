// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Account;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordPolicyTest {
    private static final Account ROSSI =
            new Account(
                    "mario.rossi@example.org",
                    List.of("commerciale@example.org"),
                    StoredPassword.HIDDEN,
                    Account.Traits.named("Mario Rossi"));
    private static final String NAMES =
            "is or contains a name of its owner: user name, alias, domain";

    private static List<String> modern(String password) throws IOException {
        return PolicyRules.problems(PasswordPolicy.MODERN, password, ROSSI);
    }

    private static List<String> legacy(String password) throws IOException {
        return PolicyRules.problems(PasswordPolicy.LEGACY, password, ROSSI);
    }

    @Test
    void severalWordsArePassedWhateverTheirCharacters() throws IOException {
        assertEquals(List.of(), modern("seppia vento lampada tre"));
        assertEquals(List.of(), modern("перила зонтик пузырь"));
    }

    @Test
    void row31AShortOneIsNotHoweverOdd() throws IOException {
        assertTrue(modern("xK9#pQ2!").getFirst().startsWith("too short: at least 15"));
    }

    @Test
    void anAccentMakesNoPasswordLonger() throws IOException {
        String composed = "\u00fcbung-\u00fcbung-xk"; // 14 characters
        assertEquals(modern(composed), modern(Normalizer.normalize(composed, Normalizer.Form.NFD)));
        assertEquals(1, modern(composed).size());
    }

    @Test
    void row31ANameOfTheOwnerIsNot() throws IOException {
        assertTrue(modern("mario.rossi@example.org").contains(NAMES));
        assertTrue(modern("Commerciale2026").contains(NAMES));
        assertTrue(legacy("Mario.Rossi1!").contains(NAMES));
    }

    @Test
    void theDomainTheOwnersNameAndWordsOfTheCompanyAreNot() throws IOException {
        for (String password : List.of("Example.org-2026", "mariorossi.2026!", "Example2026")) {
            assertTrue(modern(password).contains(NAMES), password);
        }
        assertEquals(List.of(), modern("rossi alps umbrella seventy"), "a name among other words");
        PasswordPolicy words =
                PasswordPolicy.parse(
                        "minimalLength = 1\ncommon = no\nguessability = 0\nwords = Zampogna Torchio");
        String made = "is made from a word of the company";
        assertEquals(List.of(made), PolicyRules.problems(words, "zampogna.26", ROSSI));
        assertEquals(List.of(made), PolicyRules.problems(words, "TORCHIO", ROSSI));
        assertEquals(List.of(), PolicyRules.problems(words, "zampa", ROSSI));
    }

    @Test
    void aCommonOneIsNot() throws IOException {
        assertTrue(modern("1234567890").contains("is one of the passwords that everybody tries"));
    }

    @Test
    void row31ALongOneThatIsEasilyGuessedIsNot() throws IOException {
        assertTrue(modern("aaaaaaaaaaaaaaaaaaaaaa").getLast().startsWith("easy to guess"));
    }

    @Test
    void theLegacyPolicyCountsCharacters() throws IOException {
        assertEquals(List.of(), legacy("Zampogna-7"));
        assertEquals(
                List.of(
                        "needs at least 1 digit",
                        "needs at least 1 capital letter",
                        "needs at least 1 sign that is neither letter nor digit"),
                legacy("zampognaro"));
    }

    @Test
    void theNamesOfIceWarpAreUnderstood() {
        PasswordPolicy policy =
                PasswordPolicy.parse(
                        """
                        policy = legacy
                        C_Accounts_Policies_Pass_Enable = 1
                        C_Accounts_Policies_Pass_UserAlias = 0
                        C_Accounts_Policies_Pass_MinLength = 6
                        C_Accounts_Policies_Pass_Digits = 2
                        C_Accounts_Policies_Pass_NonAlphaNum = 0
                        C_Accounts_Policies_Pass_Alpha = 3
                        C_Accounts_Policies_Pass_UpperAlpha = 0
                        C_Accounts_Policies_Pass_Expiration = 1
                        C_Accounts_Policies_Pass_ExpireAfter = 60
                        C_Accounts_Policies_Pass_Notification = 1
                        C_Accounts_Policies_Pass_NotifyBefore = 7
                        C_Accounts_Policies_Pass_Encrypt = 0
                        C_Accounts_Policies_Pass_DenyExport = 1
                        C_Accounts_Policies_Pass_AllowAdminPass = 1
                        C_Accounts_Policies_Pass_DisableAccessToAllIfDisabled = 0
                        """);
        assertEquals(
                new PasswordPolicy(
                        6, 2, 3, 0, 0, false, true, 0, List.of(), Optional.empty(), 60, 7),
                policy);
    }

    /** The NT hash of {@code password}, as the vendor's own documents have it. */
    @Test
    void aFileOfNtHashesIsAskedByNtHashes(@TempDir Path folder) throws IOException {
        Path hashes =
                Files.writeString(
                        folder.resolve("nt"), "8846F7EAEE8FB117AD06BDD830B7586C:9545824\r\n");
        PasswordPolicy policy =
                PasswordPolicy.parse(
                        "minimalLength = 1\nnotNames = no\ncommon = no\nguessability = 0\nbreached = "
                                + hashes);
        assertEquals(
                List.of("was found in a breach elsewhere, so it is in the lists of thieves"),
                PolicyRules.problems(policy, "password", ROSSI));
        assertEquals(List.of(), PolicyRules.problems(policy, "Password", ROSSI));
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() {
        assertEquals(
                "there is no setting 'minlenght'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> PasswordPolicy.parse("minLenght = 3"))
                        .getMessage());
    }

    @Test
    void noProblemQuotesThePassword() throws IOException {
        String password = "zqxj";
        assertTrue(legacy(password).stream().noneMatch(problem -> problem.contains(password)));
    }
}
