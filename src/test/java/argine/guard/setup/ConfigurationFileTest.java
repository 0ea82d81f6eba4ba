// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.Stance;
import argine.guard.grey.By;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Threshold;
import argine.guard.limit.Allowance;
import argine.guard.limit.Limit;
import argine.guard.limit.Scope;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir Path folder;

    private static List<Problem> problems(String text) {
        ConfigurationFile file = ConfigurationFile.of(text);
        file.configuration();
        return file.problems();
    }

    @Test
    void anEmptyFileIsAConfigurationWithTheUsualLimits() throws IOException {
        ConfigurationFile file = ConfigurationFile.of("");
        Configuration configuration = file.configuration();
        assertEquals(List.of(), file.problems());
        assertFalse(configuration.watch());
        assertEquals(Mode.REPORT, configuration.sender());
        assertEquals(Configuration.Files.USUAL, configuration.files());
        assertEquals(
                configuration.limits().budget(Channel.SUBMISSION),
                configuration.limits().budget(Channel.WEBMAIL));
    }

    @Test
    void theExampleSaysWhatIsUsual() throws IOException {
        ConfigurationFile file = ConfigurationFile.read(Path.of("examples", "guard", "guard.toml"));
        Configuration example = file.configuration();
        Set<String> ofOthers = Set.of("log: unknown", "loop: unknown", "alert: unknown");
        assertEquals(
                ofOthers, file.problems().stream().map(Problem::text).collect(toUnmodifiableSet()));
        Configuration usual = ConfigurationFile.of("").configuration();
        assertEquals(
                usual.limits().budget(Channel.SUBMISSION).limits().get(Scope.ACCOUNT),
                example.limits().budget(Channel.SUBMISSION).limits().get(Scope.ACCOUNT));
        assertEquals(
                usual.limits().budget(Channel.WEBMAIL).limits().get(Scope.ACCOUNT),
                example.limits().budget(Channel.WEBMAIL).limits().get(Scope.ACCOUNT));
        assertEquals(usual.files(), example.files());
        assertEquals(usual.sender(), example.sender());
        assertEquals(usual.limits().warnPercent(), example.limits().warnPercent());
        assertEquals(usual.intrusion().thresholds(), example.intrusion().thresholds());
        assertEquals(usual.intrusion().strangers(), example.intrusion().strangers());
        assertEquals(
                IntrusionSettings.OFF, example.intrusion().with(IntrusionSettings.OFF.allow()));
        assertEquals(GreySettings.OFF, example.grey().with(GreySettings.OFF.allow()));
        assertEquals(IntrusionSettings.OFF.spamScore(), example.intrusion().spamScore());
    }

    @Test
    void whoIsBarredForWhatCanBeSaid() throws IOException {
        Path list = folder.resolve("allowed");
        Files.writeString(list, "# partners\n192.0.2.0/24\n\ns:partner.test # by contract\n");
        ConfigurationFile file =
                ConfigurationFile.of(
                        """
                        [intrusion]
                        mode = "enforce"
                        first = "5 min"
                        longest = "2 d"
                        answer = "hang-up"
                        allow = ["f:%s", "i:10.0.0.*"]
                        protect = ["2001:db8::/32"]
                        traps = ["Old@corp.test"]
                        spam-score = "7.5"
                        largest-message = "20 MB"
                        [intrusion.thresholds]
                        connections = "off"
                        failed-logins = "3 / 30 minutes"
                        [greylisting]
                        mode = "learn"
                        by = "ip+helo"
                        recipient = "domain"
                        """
                                .formatted(list));
        Configuration read = file.configuration();
        assertEquals(List.of(), file.problems());
        IntrusionSettings intrusion = read.intrusion();
        assertEquals(Stance.ENFORCE, intrusion.stance());
        assertFalse(intrusion.thresholds().containsKey(Ground.CONNECTIONS));
        assertEquals(
                new Threshold(3, Duration.ofMinutes(30)),
                intrusion.thresholds().get(Ground.FAILED_LOGINS));
        for (String client : List.of("192.0.2.7", "10.0.0.9", "2001:db8:7::1")) {
            assertTrue(intrusion.allow().covers(ClientAddress.parse(client).orElseThrow()), client);
        }
        assertEquals(Set.of(Address.of("old@corp.test")), intrusion.traps());
        assertEquals(750, intrusion.spamScore());
        assertEquals(20L << 20, intrusion.largest());
        assertEquals(Duration.ofDays(2), intrusion.longest());
        assertTrue(intrusion.hangUp());
        assertEquals(Stance.WATCH, read.grey().stance());
        assertEquals(By.IP_HELO, read.grey().by());
        assertTrue(read.grey().wholeDomain());
    }

    @Test
    void whatIsWrongAboutBarringIsSaidWithItsLine() {
        assertEquals(
                List.of(
                        new Problem(2, "intrusion.mode: one of off, watch, enforce"),
                        new Problem(
                                3,
                                "intrusion.allow: \"w:dnswl..test\": not the name of a white list"
                                        + " in the DNS, like w:list.dnswl.org"),
                        new Problem(
                                5,
                                "intrusion.thresholds.spam: \"many\": write it like \"10 / hour\""
                                        + " or \"5 / 10 minutes\", or \"off\""),
                        new Problem(
                                7,
                                "greylisting.pending: longer than the delay: else nobody is ever"
                                        + " let in")),
                problems(
                        """
                        [intrusion]
                        mode = "on"
                        allow = ["w:dnswl..test"]
                        [intrusion.thresholds]
                        spam = "many"
                        [greylisting]
                        pending = "5 min"
                        """));
    }

    @Test
    void everythingCanBeSaid() {
        ConfigurationFile file =
                ConfigurationFile.of(
                        """
                        mode = "watch"
                        [store]
                        folder = "/srv/guard"
                        [login]
                        realm = "Corp.Test"
                        case-matters = true
                        [sender]
                        mode = "refuse"
                        [sender.also]
                        "help@corp.test" = "Info@corp.test"
                        [limits]
                        warn-percent = 90
                        exempt-recipients = ["Journal@archive.test"]
                        [limits.forward]
                        account = ["100 recipients / 10 minutes", "200 MB / day"]
                        over-limit = "hold"
                        [[allowance]]
                        domain = "lists.test"
                        limits = ["unlimited recipients / hour"]
                        until = 2026-12-31
                        reason = "lists"
                        """);
        Configuration read = file.configuration();
        assertEquals(List.of(), file.problems());
        assertTrue(read.watch());
        assertEquals(Path.of("/srv/guard"), read.files().folder());
        assertEquals("corp.test", read.realm());
        assertTrue(read.caseMatters());
        assertEquals(Mode.ENFORCE, read.sender());
        assertEquals(Map.of("help@corp.test", List.of("info@corp.test")), read.also());
        assertEquals(Set.of(Address.of("journal@archive.test")), read.limits().exempt());
        assertEquals(90, read.limits().warnPercent());
        assertTrue(read.limits().budget(Channel.FORWARD).hold());
        assertEquals(
                "[100 recipients / 10 minutes, 200 MB / day]",
                read.limits().budget(Channel.FORWARD).limits().get(Scope.ACCOUNT) + "");
        assertEquals(
                new Allowance(
                        "@lists.test",
                        List.of(Limit.parse("unlimited recipients / hour")),
                        Optional.of(Instant.parse("2026-12-31T00:00:00Z")),
                        "lists"),
                read.limits().allowances().get("@lists.test"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
        assertEquals(
                List.of(
                        new Problem(1, "mode: one of enforce, watch"),
                        new Problem(3, "store.folder: write the whole path, from / on"),
                        new Problem(5, "login.case-matters: write true or false"),
                        new Problem(
                                7,
                                "limits.submission.account: \"300\": write it like"
                                        + " \"300 recipients / hour\" or \"200 MB / day\""),
                        new Problem(
                                8,
                                "limits.submission.account: \"9 pigeons / day\":"
                                        + " unknown unit: pigeons"),
                        new Problem(10, "allowance.account: name either an account or a domain"),
                        new Problem(
                                11,
                                "allowance.until: write a day like 2026-12-31, without quotes")),
                problems(
                        """
                        mode = "off"
                        [store]
                        folder = "guard"
                        [login]
                        case-matters = 1
                        [limits.submission]
                        account = ["300",
                          "9 pigeons / day"]
                        over-limit = "hold"
                        [[allowance]]
                        until = "tomorrow"
                        """));
    }

    @Test
    void aKeyThatNobodyKnowsIsWrong() {
        assertEquals(
                List.of(new Problem(2, "limits.warn-precent: unknown")),
                problems("[limits]\nwarn-precent = 3\n"));
        assertEquals(List.of(new Problem(1, "listn: unknown")), problems("[listn]\na = 1\n"));
    }

    @Test
    void aSectionOfOthersIsReadByThem() {
        ConfigurationFile file = ConfigurationFile.of("[listen]\npolicy = \"127.0.0.1:10040\"\n");
        file.configuration();
        assertEquals("127.0.0.1:10040", file.section("listen").text("policy", ""));
        assertEquals(List.of(), file.problems());
    }

    @Test
    void whatIsNoTomlIsSaidWithItsLine() {
        List<Problem> found = problems("mode = \"watch\"\n[limits\nx = 1\n");
        assertEquals(2, found.getFirst().line());
    }

    @Test
    void twoLimitsOfOneKindAreWrong() {
        assertEquals(
                List.of(
                        new Problem(
                                2,
                                "limits.submission.account: two limits of the same unit and time")),
                problems(
                        "[limits.submission]\naccount = [\"3 recipients / hour\","
                                + " \"4 recipients / hour\"]\n"));
    }
}
