// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.guard.setup.Section;
import argine.store.block.Block;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [log]}, {@code [loop]} and {@code [alert]}: what the daemon looks at, and does. */
final class LoopSections {
    private static final String ACCOUNT = "ACCOUNT";
    private static final List<String> WHICH = List.of("files", "journal", "icewarp");
    private static final int LARGEST_PORT = 65_535;

    private LoopSections() {}

    static Watching read(Section log, Section loop, Section alert, Optional<UsualLog> usualLog) {
        Watching.Logs logs = logs(log, usualLog);
        Mode usual = logs.isEmpty() ? Mode.OFF : Mode.ALERT;
        Mode mode = loop.word("mode", List.of(Mode.values()), Mode::word, usual);
        if (mode != Mode.OFF && logs.isEmpty()) {
            loop.wrong("mode", "there is no log to look at: [log] files, journal or icewarp");
        }
        Block.Extent extent =
                loop.word(
                        "extent",
                        List.of(Block.Extent.SENDING, Block.Extent.EVERYTHING),
                        Block.Extent::word,
                        Block.Extent.EVERYTHING);
        List<String> run = loop.texts("run");
        if (!run.isEmpty() && (!run.contains(ACCOUNT) || run.getFirst().equals(ACCOUNT))) {
            loop.wrong("run", "write [\"PROGRAM\", ..., \"ACCOUNT\"]");
        }
        return new Watching(
                logs,
                new Loop.Settings(
                        mode, extent, Set.copyOf(loop.texts("services", LoopSections::login))),
                run,
                ListenSection.path(loop, "helper"),
                ways(alert));
    }

    private static Watching.Logs logs(Section log, Optional<UsualLog> usualLog) {
        Watching.Logs said =
                new Watching.Logs(
                        log.texts("files", Path::of),
                        log.flag("journal", false),
                        ListenSection.path(log, "icewarp"),
                        ListenSection.path(log, "postfix").orElse(Path.of("/etc/postfix")),
                        waiting(log),
                        log.span("history", Duration.ofDays(14)),
                        log.texts("mmdb", Path::of));
        boolean isSaid = WHICH.stream().anyMatch(log.keys()::contains);
        Watching.Logs logs = isSaid ? said : usualLog.map(usual -> usual.in(said)).orElse(said);
        if (logs.icewarp().isPresent() && logs.isSyslog()) {
            log.wrong("icewarp", "name either IceWarp's folder, or files and journal");
        }
        if (logs.icewarp().isPresent() && logs.waiting().named().isPresent()) {
            log.wrong("queue", "IceWarp's is found in its folder; write \"off\", or leave it out");
        }
        return logs;
    }

    private static Watching.Waiting waiting(Section log) {
        if (log.text("queue", "").equals(Watching.Waiting.OFF)) {
            return Watching.Waiting.NONE;
        }
        return new Watching.Waiting(true, ListenSection.path(log, "queue"));
    }

    private static Watching.Ways ways(Section alert) {
        String webhook = alert.text("webhook", "");
        Optional<Path> key = ListenSection.path(alert, "key-file");
        if (!webhook.isEmpty() && !webhook.matches("https?://[^\\s/]+(/\\S*)?")) {
            alert.wrong("webhook", "write an address like https://example.org/hook");
            webhook = "";
        }
        if (!webhook.isEmpty() && key.isEmpty()) {
            alert.wrong("key-file", "name a file with the key of the signature");
        }
        List<String> to = alert.texts("mail-to", LoopSections::address);
        List<String> from = alert.texts("mail-from", LoopSections::address);
        if (!to.isEmpty() && from.isEmpty()) {
            alert.wrong("mail-from", "name the sender of mail to people");
        }
        Optional<URI> hook = Optional.of(webhook).filter(text -> !text.isEmpty()).map(URI::create);
        return new Watching.Ways(
                hook,
                hook.isPresent() ? key : Optional.empty(), // a key for nothing is not read
                alert.texts("run"),
                to,
                from.isEmpty() ? "" : from.getFirst(),
                host(alert));
    }

    private static String login(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String address(String text) {
        if (!text.matches("[^\\s<>@]+@[^\\s<>@]+")) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address");
        }
        return text;
    }

    private static InetSocketAddress host(Section alert) {
        String text = alert.text("smtp", "127.0.0.1:25");
        int colon = text.indexOf(':');
        int port =
                text.matches("[^\\s:]+:\\d{1,5}")
                        ? Integer.parseInt(text.substring(colon + 1))
                        : LARGEST_PORT + 1;
        if (port > LARGEST_PORT) {
            alert.wrong("smtp", "write HOST:PORT");
            return InetSocketAddress.createUnresolved("127.0.0.1", 25);
        }
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
    }
}
