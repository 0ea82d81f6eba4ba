// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bars as the real nft and the real fail2ban-regex take them.
 *
 * <p>Only where the lab may be started. The sets are loaded within a network of their own, so that
 * nothing of this host's changes; where the kernel allows none, that part is not run.
 */
class LiveExportsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123456789Z");
    private static final List<BarLines.Net> NETS =
            List.of(
                    net("198.51.100.0/24", 600),
                    net("198.51.100.9", 31_622_400),
                    net("203.0.113.9", 600),
                    net("2001:db8:1::/48", 600),
                    net("2001:db8:1:2::/64", 7200));

    @TempDir Path folder;

    private static BarLines.Net net(String network, long seconds) {
        return new BarLines.Net(Network.parse(network).orElseThrow(), seconds, "L");
    }

    @Test
    void theRealFail2banReadsWhoIsBarredAndWhen() throws Exception {
        Path log = Files.writeString(folder.resolve("bars.log"), BarLines.fail2ban(NETS, NOW));
        String filter = "argine-guard: barred <SUBNET> ground=";
        String manual = Files.readString(Path.of("docs/guard-rules.md"));
        assertTrue(manual.contains("failregex = " + filter), "the filter that is documented");
        ProcessBuilder asked =
                new ProcessBuilder("fail2ban-regex", "-o", "<ip> <time>", log.toString(), filter);
        asked.environment().put("TZ", "America/New_York");
        String at = " " + NOW.getEpochSecond();
        assertEquals(
                List.of(
                        "198.51.100.0/24" + at,
                        "198.51.100.9" + at,
                        "203.0.113.9" + at,
                        "2001:db8:1::/48" + at,
                        "2001:db8:1:2::/64" + at),
                run(asked, "")
                        .lines()
                        .map(line -> line.replaceFirst("\\.0$", "").strip())
                        .toList());
    }

    @Test
    void theRealNftTakesTheSetsAgainAndAgainHoweverBarsOverlap() throws Exception {
        Process network = new ProcessBuilder("unshare", "--net", "cat").start();
        try {
            if (!isThere(network)) {
                System.out.println("LiveExportsTest: nft not run, a network of its own is refused");
                return;
            }
            everythingIsTaken(network.pid());
        } finally {
            network.destroy();
        }
    }

    private static void everythingIsTaken(long there) throws Exception {
        load(there, List.of());
        load(there, NETS);
        assertEquals(
                Map.of(
                        "198.51.100.0-198.51.100.8", 600L,
                        "198.51.100.9", 31_622_400L,
                        "198.51.100.10-198.51.100.255", 600L,
                        "203.0.113.9", 600L),
                loaded(there, "barred4"));
        assertEquals(
                Map.of(
                        "2001:db8:1::/63", 600L,
                        "2001:db8:1:2::/64", 7200L,
                        "2001:db8:1:3::-2001:db8:1:ffff:ffff:ffff:ffff:ffff", 600L),
                loaded(there, "barred6"));
        Random random = new Random(11);
        for (int run = 0; run < 5; run++) {
            load(there, NftablesSetsTest.nested(random, 40));
        }
        load(there, many());
        assertEquals(20_000, loaded(there, "barred4").size());
        load(there, List.of());
        assertEquals(Map.of(), loaded(there, "barred4"));
    }

    /** Whether a process stands in a network of its own, to which nft has access. */
    private static boolean isThere(Process network) throws Exception {
        try {
            network.outputWriter().append("there\n").flush();
        } catch (IOException _) {
            return false;
        }
        return "there".equals(network.inputReader().readLine())
                && nft(network.pid(), "list", "ruleset").start().waitFor() == 0;
    }

    private static List<BarLines.Net> many() {
        List<BarLines.Net> nets = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            nets.add(
                    new BarLines.Net(
                            Network.of(ClientAddress.v4(0x0B00_0000L + 2 * i), 32), 7200, "L"));
        }
        return nets;
    }

    private static void load(long network, List<BarLines.Net> nets) throws Exception {
        String told = run(nft(network, "-f", "-"), NftablesSets.text(nets));
        assertEquals("", told);
    }

    private static Map<String, Long> loaded(long network, String set) throws Exception {
        String told = run(nft(network, "-j", "list", "set", "inet", "argine", set), "");
        Map<String, Long> all = new TreeMap<>();
        for (JsonNode part : JsonMapper.builder().build().readTree(told).path("nftables")) {
            for (JsonNode one : part.path("set").path("elem")) {
                JsonNode element = one.path("elem");
                all.put(range(element.path("val")), element.path("timeout").asLong());
            }
        }
        return all;
    }

    private static String range(JsonNode value) {
        JsonNode prefix = value.path("prefix");
        JsonNode range = value.path("range");
        return value.isString()
                ? value.asString()
                : prefix.isMissingNode()
                        ? range.path(0).asString() + "-" + range.path(1).asString()
                        : prefix.path("addr").asString() + "/" + prefix.path("len").asInt();
    }

    private static ProcessBuilder nft(long network, String... words) {
        return new ProcessBuilder(
                Stream.concat(
                                Stream.of("nsenter", "--net", "--target", "" + network, "nft"),
                                Stream.of(words))
                        .toList());
    }

    private static String run(ProcessBuilder command, String in)
            throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        try (var stdin = process.outputWriter()) {
            stdin.write(in);
        }
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told;
    }
}
