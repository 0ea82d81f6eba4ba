// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One password tried on many accounts, from the lines of the log to the JSON of the report. */
class SprayTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String THIEF = "203.0.113.9";
    private static final int TRIED = 12;

    @TempDir private Path folder;
    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-10T08:00:00Z");
    private int message;

    private void line(String daemon, String text) {
        String stamp = now.toString().replace("Z", "+00:00");
        lines.add(stamp + " mail postfix/" + daemon + ": " + text);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private void fails(String account) {
        later(Duration.ofSeconds(30));
        String client = "unknown[" + THIEF + "]";
        line("submission/smtpd[716]", "connect from " + client);
        line(
                "submission/smtpd[716]",
                "warning: "
                        + client
                        + ": SASL LOGIN authentication failed: (reason unavailable), sasl_username="
                        + account);
        line(
                "submission/smtpd[716]",
                "disconnect from " + client + " ehlo=1 auth=0/1 commands=1/2");
    }

    private void sends(String account, String client, String to, boolean bounces) {
        String id = "%05X8C2".formatted(++message);
        String from = "unknown[" + client + "]";
        line("submission/smtpd[716]", "connect from " + from);
        line(
                "submission/smtpd[716]",
                id + ": client=" + from + ", sasl_method=PLAIN, sasl_username=" + account);
        line("cleanup[903]", id + ": message-id=<" + message + "@pc.test>");
        line("qmgr[712]", id + ": from=<" + account + ">, size=900, nrcpt=1 (queue active)");
        String relay = ">, relay=mx.far.test[198.51.100.7]:25";
        line("smtp[904]", id + ": to=<" + to + relay + end(bounces));
        line("qmgr[712]", id + ": removed");
        line(
                "submission/smtpd[716]",
                "disconnect from " + from + " ehlo=1 auth=1 mail=1 commands=3");
    }

    private static String end(boolean bounces) {
        return bounces
                ? ", delay=1, dsn=5.1.1, status=bounced (host mx.far.test[198.51.100.7] said:"
                        + " 550 5.1.1 No such user (in reply to RCPT TO command))"
                : ", delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 6AF178)";
    }

    private void ordinaryDays() {
        for (int day = 0; day < 10; day++) {
            for (int i = 0; i < 8; i++) {
                later(Duration.ofMinutes(40));
                sends("anna@x.test", "192.0.2.10", "friend" + i % 3 + "@near.test", false);
                sends("bruno@x.test", "192.0.2.77", "client" + i % 4 + "@near.test", false);
            }
            later(Duration.ofMinutes(24 * 60 - 8 * 40));
        }
    }

    private void spray() {
        IntStream.range(0, TRIED).forEach(i -> fails("user" + i + "@x.test"));
        fails("anna@x.test");
        for (int i = 0; i < 200; i++) {
            later(Duration.ofSeconds(5));
            sends("anna@x.test", THIEF, "p" + i + "@d" + i % 70 + ".test", i % 3 > 0);
        }
        for (int i = 0; i < 60; i++) {
            later(Duration.ofSeconds(5));
            sends("bruno@x.test", THIEF, "q" + i + "@d" + i % 70 + ".test", i % 3 > 0);
        }
    }

    private JsonNode investigated() throws IOException {
        Path log = Files.write(folder.resolve("mail.log"), lines);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), CLOCK, false),
                "investigate",
                "--format",
                "json",
                "--log",
                log.toString());
        assertEquals("", err.toString());
        return JsonMapper.shared().readTree(out.toString());
    }

    private static String told(JsonNode one) {
        TreeSet<String> touched = new TreeSet<>();
        one.get("alsoTouched").forEach(name -> touched.add(name.asString()));
        return one.get("account").asString() + " " + one.get("entry").asString() + " " + touched;
    }

    @Test
    void theReportSaysThatItWasSprayedAndWhomElseTheNetworkTouched() throws IOException {
        ordinaryDays();
        spray();
        TreeSet<String> touched = new TreeSet<>();
        IntStream.range(0, TRIED).forEach(i -> touched.add("user" + i + "@x.test"));
        touched.add("bruno@x.test");
        List<String> told = new ArrayList<>();
        investigated().get("cases").forEach(one -> told.add(told(one)));
        assertEquals("anna@x.test sprayed " + touched, told.getFirst());
    }
}
