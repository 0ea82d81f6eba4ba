// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads the log lines that peers collected, and compares with what stands beside them.
 *
 * <p>Where they and Argine mean different things, the reason is here, not in the comparison.
 */
class ExternalCorporaTest {

    /** What fail2ban counts and Argine does not, with the reason. */
    private static final Map<String, String> NOT_COUNTED =
            Map.of(
                    "pipelining", "says nothing about an account",
                    "too many errors", "the refusals were told one by one",
                    "lost connection", "says nothing about an account",
                    "postscreen", "no client of postscreen has logged in",
                    "rate limit exceeded", "anvil's count; the attempts were told one by one",
                    "does not resolve", "says nothing about an account");

    private static final Pattern GROK = Pattern.compile("(?m)^ *(\\w+): *\"?(.*?)\"?$");
    private static final Pattern KEY_VALUE =
            Pattern.compile("([a-z_-]+)=(?:<([^>]*)>|([^, ]*))(?:,|$| )");
    private static final Map<String, String> NAMES =
            Map.of(
                    "postfix_queueid", "queueId",
                    "postfix_client_ip", "client",
                    "from", "sender",
                    "to", "recipient",
                    "dsn", "status",
                    "size", "size",
                    "nrcpt", "recipients",
                    "message-id", "messageId",
                    "sasl_username", "account",
                    "postfix_status", "event");
    private static final Map<String, String> STATUS =
            Map.of(
                    "sent",
                    "Delivered",
                    "deferred",
                    "Deferred",
                    "bounced",
                    "Bounced",
                    "expired",
                    "Handled");
    private static final Pattern CROWDSEC =
            Pattern.compile(
                    "results\\[\"s01-parse\"\\]\\[\"crowdsecurity/(dovecot|postfix)-logs\"\\]"
                            + "\\[(\\d+)\\]\\.Evt\\.(?:Parsed|Meta)\\[\"(\\w+)\"\\] == \"(.*)\"");
    private static final Pattern ID =
            Pattern.compile(
                    "postfix\\S*/\\w+\\[\\d+\\]: (\\w{6,}): (?:client=|from=|to=|uid=|message-id=|removed)");

    @Test
    void whatFail2banCountsIsAnEventOfThatClient() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path file : Corpora.files("fail2ban-logs/dev")) {
            if (file.endsWith("postfix") || file.endsWith("dovecot")) {
                fail2ban(Corpora.lines(file), different);
            }
        }
        assertEquals(List.of(), different);
    }

    private static void fail2ban(List<String> lines, List<String> different) {
        String says = "";
        for (String line : lines) {
            if (line.startsWith("# failJSON:")) {
                says = line;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                boolean match = says.contains("\"match\": true");
                Map<String, String> parts = Corpora.parts(Corpora.explain(line));
                String host = says.replaceAll(".*\"host\": \"([^\"]*)\".*", "$1");
                boolean named = host.equals(parts.get("client"));
                boolean failure = "LoginFailed".equals(parts.get("event"));
                boolean excused = NOT_COUNTED.keySet().stream().anyMatch(line::contains);
                boolean onlyAggressive = says.contains("not aggressive");
                if (match && !named && !excused || !match && failure && !onlyAggressive) {
                    different.add(says + "\n" + line + "\n" + parts);
                }
            }
        }
    }

    @Test
    void whatLogstashPatternsFindIsInTheEvent() throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path file : Corpora.files("postfix-grok/dev")) {
            compared += grok(file, different);
        }
        assertEquals(List.of(), different);
        int all = compared;
        assertTrue(all == 0 || all >= 40, () -> "compared " + all);
    }

    /** Returns how many values both knew. */
    private static int grok(Path file, List<String> different) throws IOException {
        Map<String, String> yaml = new HashMap<>();
        Matcher fields = GROK.matcher(Files.readString(file));
        while (fields.find()) {
            yaml.put(fields.group(1), fields.group(2));
        }
        String program = file.getFileName().toString().replaceAll("_\\d+\\.yaml", "");
        String data = yaml.getOrDefault("data", "").replace("\\\"", "\"");
        Explained explained = Corpora.explain("postfix/" + program, data);
        Map<String, String> parts = Corpora.parts(explained);
        int compared = 0;
        for (Map.Entry<String, String> wanted : wanted(yaml).entrySet()) {
            String found = parts.get(wanted.getKey());
            if (found != null) {
                compared++;
                if (!found.equals(wanted.getValue())) {
                    different.add(file.getFileName() + ": " + wanted + " but " + parts);
                }
            }
        }
        if (explained.became() == Explained.Became.UNREAD) {
            different.add(file.getFileName() + ": unread: " + data);
        }
        return compared;
    }

    private static Map<String, String> wanted(Map<String, String> yaml) {
        Map<String, String> given = new TreeMap<>(yaml);
        Matcher values = KEY_VALUE.matcher(yaml.getOrDefault("postfix_keyvalue_data", ""));
        while (values.find()) {
            given.put(values.group(1), values.group(2) == null ? values.group(3) : values.group(2));
        }
        Map<String, String> wanted = new TreeMap<>();
        given.forEach(
                (key, value) -> {
                    if (NAMES.containsKey(key) && !value.isEmpty()) {
                        boolean address = key.equals("from") || key.equals("to");
                        String plain = address ? value.toLowerCase(Locale.ROOT) : value;
                        wanted.put(NAMES.get(key), STATUS.getOrDefault(plain, plain));
                    }
                });
        return wanted;
    }

    @Test
    void whatCrowdsecParsesIsInTheEvent() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path file : Corpora.files("crowdsec-hub/dev")) {
            if (file.endsWith("parser.assert")) {
                List<String> log = log(file.getParent());
                crowdsec(Corpora.lines(file))
                        .forEach((line, parsed) -> compare(parsed, log.get(line), different));
            }
        }
        assertEquals(List.of(), different);
    }

    private static List<String> log(Path folder) throws IOException {
        Path log = folder.resolve(folder.getFileName() + ".log");
        return Files.exists(log) ? Corpora.lines(log) : List.of();
    }

    /** What was parsed, by the number of the line in the log beside it. */
    private static Map<Integer, Map<String, String>> crowdsec(List<String> lines) {
        Map<Integer, Map<String, String>> parsed = new TreeMap<>();
        for (String line : lines) {
            Matcher fields = CROWDSEC.matcher(line);
            if (fields.matches()) {
                parsed.computeIfAbsent(Integer.valueOf(fields.group(2)), _ -> new TreeMap<>())
                        .put(fields.group(3), fields.group(4));
            }
        }
        return parsed;
    }

    private static void compare(Map<String, String> parsed, String line, List<String> different) {
        Map<String, String> parts = Corpora.parts(Corpora.explain(line));
        Optional<String> event = event(parsed, line);
        boolean kind = event.equals(Optional.ofNullable(parts.get("event")));
        boolean client = parts.isEmpty() || parsed.get("source_ip").equals(parts.get("client"));
        String user = parsed.getOrDefault("dovecot_user", "");
        boolean account = parts.isEmpty() || user.isEmpty() || user.equals(parts.get("account"));
        if (!kind || !client || !account) {
            different.add(parsed + " but " + parts);
        }
    }

    /** What the line is in our words; an unknown user alone is no failure, see AuthLines. */
    private static Optional<String> event(Map<String, String> parsed, String line) {
        if (line.contains("non-SMTP command") || line.contains(": unknown user")) {
            return Optional.empty();
        }
        if (line.contains("reject: ")) {
            return Optional.of("Rejected");
        }
        if (line.contains("authentication failed")
                || "auth_failed".equals(parsed.get("dovecot_login_result"))) {
            return Optional.of("LoginFailed");
        }
        return line.contains("Login: user=") ? Optional.of("LoggedIn") : Optional.empty();
    }

    @Test
    void everyQueueIdOfLightmetersLogsIsSeen() throws IOException {
        for (Path file : Corpora.files("lightmeter/dev")) {
            Set<String> wanted = new HashSet<>();
            Set<String> seen = new HashSet<>();
            for (String line : Corpora.lines(file)) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    wanted.add(id.group(1));
                }
                seen.add(Corpora.parts(Corpora.explain(line)).getOrDefault("queueId", ""));
            }
            wanted.removeAll(seen);
            assertEquals(Set.of(), wanted, file.toString());
        }
    }

    @Test
    void aMessageThatComesBackFromAFilterIsFollowed() throws IOException {
        for (Path file : Corpora.files("lightmeter/dev/individual_files")) {
            if (file.getFileName().toString().startsWith("5_zimbra")) {
                Set<String> submitted = new HashSet<>();
                Set<String> handedOn = new HashSet<>();
                for (String line : Corpora.lines(file)) {
                    Map<String, String> parts = Corpora.parts(Corpora.explain(line));
                    if ("Submitted".equals(parts.get("event"))) {
                        submitted.add(parts.get("queueId"));
                    }
                    handedOn.add(parts.getOrDefault("next", ""));
                }
                handedOn.remove("");
                assertTrue(
                        !handedOn.isEmpty() && submitted.containsAll(handedOn),
                        () -> submitted + " " + handedOn);
            }
        }
    }

    @Test
    void whatOssecAlertsOnIsReadAsALine() throws IOException {
        List<String> unread = new ArrayList<>();
        for (Path file : Corpora.files("ids-rule-tests/dev")) {
            String name = file.getFileName().toString();
            if (name.equals("ossec-postfix.ini") || name.equals("ossec-dovecot.ini")) {
                for (String line : Corpora.lines(file)) {
                    if (line.startsWith("log ")) {
                        String log = line.substring(line.indexOf('=') + 2);
                        if (Corpora.explain(log).became() == Explained.Became.UNREAD) {
                            unread.add(log);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), unread);
    }

    @Test
    void everyFileThatOthersHaveIsReadToItsEnd() throws IOException {
        for (Path file : Corpora.files(".")) {
            if (Files.size(file) > 4 << 20) {
                continue;
            }
            List<MailEvent> events = new ArrayList<>();
            LogFiles files = LogFiles.of(List.of(file));
            new FileLog(
                            files,
                            Servers.readers(),
                            Clock.system(ZoneOffset.UTC),
                            Optional.empty(),
                            Optional.empty())
                    .read(events::add);
        }
    }
}
