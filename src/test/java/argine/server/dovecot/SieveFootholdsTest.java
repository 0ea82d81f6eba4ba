// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Foothold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What in an account's home goes on sending its mail away, and what is not read there. */
class SieveFootholdsTest {
    @TempDir private Path folder;
    private Path home;
    private Path sieve;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        sieve = Files.createDirectories(home.resolve("sieve"));
    }

    private static List<String> rules(String script) {
        return SieveScript.rules(script).stream()
                .map(rule -> (rule.suspicious() ? "! " : "") + rule.what())
                .toList();
    }

    private Foothold at(Path file, String what, boolean suspicious) {
        return new Foothold(home.resolve(file).toString(), what, suspicious);
    }

    @Test
    void everyRuleThatSendsMailAwayIsFoundTheActiveScriptFirst() throws IOException {
        Files.writeString(sieve.resolve("..sieve"), "redirect \"friend@example.net\";");
        Files.writeString(
                sieve.resolve("z.sieve"),
                "# redirect \"not@this.one\";\n"
                        + "if true { redirect :copy \"thief@example.net\"; stop; }\n"
                        + "vacation \"redirect \\\"nor@this.one\\\"\";");
        Files.createSymbolicLink(home.resolve(".dovecot.sieve"), Path.of("sieve/z.sieve"));
        Files.writeString(home.resolve(".forward"), "# mine\nforward@example.net\n");
        Path active = Path.of("sieve/z.sieve");
        assertEquals(
                List.of(
                        at(active, "redirects mail to thief@example.net", true),
                        at(active, "answers mail (vacation)", false),
                        at(
                                Path.of("sieve/..sieve"),
                                "redirects mail to friend@example.net (the script is not active)",
                                true),
                        at(Path.of(".forward"), "forwards to forward@example.net", true)),
                SieveFootholds.in(home, SievePlaces.USUAL));
    }

    @Test
    void scriptsAreReadWhereDovecotKeepsThem() throws IOException {
        Path kept = Files.createDirectories(home.resolve("rules"));
        Files.writeString(kept.resolve("a.sieve"), "redirect \"thief@example.net\";");
        Files.createSymbolicLink(home.resolve("active.sieve"), Path.of("rules/a.sieve"));
        assertEquals(
                List.of(at(Path.of("rules/a.sieve"), "redirects mail to thief@example.net", true)),
                SieveFootholds.in(
                        home, SievePlaces.of("file:~/rules;active=%h/active.sieve\n", home)));
    }

    @Test
    void scriptsThatAreKeptElsewhereAreTold() throws IOException {
        for (String place : List.of("/srv/sieve/%d/%n/scripts", "~/../other", "/srv/sieve")) {
            assertEquals(
                    List.of(
                            new Foothold(
                                    place + "/on",
                                    "Sieve is kept there; look at it yourself",
                                    true),
                            new Foothold(place, "Sieve is kept there; look at it yourself", true)),
                    SieveFootholds.in(
                            home,
                            SievePlaces.of("file:" + place + ";active=" + place + "/on", home)));
        }
        assertEquals(
                List.of("ldap:/etc/dovecot/sieve-ldap.conf;name=x"),
                SievePlaces.of("ldap:/etc/dovecot/sieve-ldap.conf;name=x", home).elsewhere());
        assertEquals(SievePlaces.USUAL, SievePlaces.of("", home));
        assertEquals(
                SievePlaces.USUAL, SievePlaces.of("file:~/sieve;active=~/.dovecot.sieve", home));
    }

    @Test
    void aTextOfManyLinesHidesNoRuleAndIsNone() {
        assertEquals(
                List.of("answers mail (vacation)", "! redirects mail to thief@example.net"),
                rules(
                        "vacation text: # why\r\nI don\"t; redirect \"not@this.one\";\r\n..\r\n"
                                + ".\r\n; redirect \"thief@example.net\";"));
        assertEquals(
                List.of("! redirects mail to thief@example.net"),
                rules("redirect text:\nthief@example.net\n.\n;"));
    }

    @Test
    void aRedirectWhoseAddressIsNotWrittenThereIsSuspicious() {
        String odd = "! redirects mail to an address that is not written there";
        assertEquals(
                List.of(odd + " (${x})", odd + " (.)", odd, odd),
                rules("redirect \"${x}\"; redirect \".\"; redirect :copy ; redirect"));
    }

    @Test
    void whatRunsAProgramOrTellsSomebodyIsSuspicious() {
        assertEquals(
                List.of(
                        "! hands mail to a program (pipe)",
                        "! tells somebody of mail (notify): mailto:thief@example.net",
                        "goes on with another script (include)"),
                rules(
                        "require [\"vnd.dovecot.pipe\"]; pipe \"x\";"
                                + " notify \"mailto:thief@example.net\"; include :personal \"y\";"));
    }

    @Test
    void aScriptOfOneEndlessTextIsRead() {
        assertEquals(List.of(), rules("keep \"" + "\\a".repeat(500_000)));
        assertEquals(List.of(), rules("keep text:\n" + ".".repeat(1_000_000)));
        assertEquals(List.of(), rules("/*" + "*".repeat(1_000_000)));
    }

    @Test
    void moreRulesThanAreShownAreSaid() {
        List<String> rules = rules("redirect \"a@example.net\";".repeat(300));
        assertEquals(101, rules.size());
        assertEquals("! has more rules than the 100 shown", rules.getLast());
    }

    @Test
    void aLinkOutOfTheHomeIsNotReadAndIsSaid() throws IOException {
        Path secret = folder.resolve("shadow");
        Files.writeString(secret, "root:$6$secret:1::\nredirect \"x@secret\";");
        Files.createSymbolicLink(home.resolve(".forward"), secret);
        Files.createSymbolicLink(home.resolve(".dovecot.sieve"), secret);
        Files.createSymbolicLink(sieve.resolve("a.sieve"), secret);
        List<Foothold> found = SieveFootholds.in(home, SievePlaces.USUAL);
        assertFalse(found.toString().contains("secret"), found.toString());
        assertEquals(3, found.stream().filter(Foothold::suspicious).count(), found.toString());
    }

    @Test
    void aFolderThatIsALinkIsNotEntered() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("x.sieve"), "redirect \"x@secret\";");
        Files.delete(sieve);
        Files.createSymbolicLink(sieve, other);
        Files.createSymbolicLink(home.resolve(".dovecot.sieve"), Path.of("sieve/x.sieve"));
        List<Foothold> found = SieveFootholds.in(home, SievePlaces.USUAL);
        assertFalse(found.toString().contains("secret"), found.toString());
        assertTrue(found.stream().allMatch(Foothold::suspicious), found.toString());
        assertEquals(2, found.size(), found.toString());
    }

    @Test
    void aHomeThatIsNotThereHasNothing() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(List.of(), SieveFootholds.in(nowhere, SievePlaces.USUAL));
    }
}
