// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import argine.accuracy.Deed.Kind;
import argine.guard.replay.PastMessages;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log of which is known who was stolen, and what each of its accounts did.
 *
 * @param deeds by account, in the order of time
 */
record LabelledRun(Path folder, Set<String> stolen, Map<String, List<Deed>> deeds) {
    static final Path RECORDED = Path.of("src/test/corpus/lab");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    static List<LabelledRun> all() throws IOException {
        List<LabelledRun> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(RECORDED)) {
            for (Path folder : folders.sorted().toList()) {
                runs.add(of(folder));
            }
        }
        return runs;
    }

    private static LabelledRun of(Path folder) throws IOException {
        Set<String> stolen = new TreeSet<>();
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        for (JsonNode one : expected.path("cases")) {
            if (one.has("account")) {
                stolen.add(one.path("account").asString());
            }
        }
        Reader reader = new Reader();
        server(folder).log().orElseThrow().read((MailEvent event) -> reader.take(event));
        return new LabelledRun(folder, stolen, reader.deeds());
    }

    /** Its log alone: no published rule looks into the queue. */
    static MailServer server(Path folder) throws IOException {
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .forEach(logs::add);
        }
        return Servers.find(
                new Servers.Asked(
                        logs,
                        Optional.empty(),
                        Optional.of(folder).filter(f -> Files.exists(f.resolve("main.cf"))),
                        Optional.empty(),
                        Optional.empty(),
                        CLOCK));
    }

    /** Makes deeds of events. */
    private static final class Reader {
        private final List<Deed> deeds = new ArrayList<>();
        private final Map<QueueId, String> senders = new HashMap<>();
        private final PastMessages messages =
                new PastMessages(
                        message -> {
                            long outside = message.count() - message.local().size();
                            for (Kind kind : Kind.values()) {
                                long amount =
                                        switch (kind) {
                                            case MESSAGE -> 1;
                                            case RECIPIENTS -> message.count();
                                            case OUTSIDE_RECIPIENTS -> outside;
                                            case NO_SUCH_RECIPIENT, LOGIN -> 0;
                                        };
                                if (amount > 0) {
                                    add(
                                            message.at(),
                                            message.login(),
                                            kind,
                                            amount,
                                            message.client().address(),
                                            isName(message.client().name()));
                                }
                            }
                        });

        void take(MailEvent event) {
            messages.take(event);
            switch (event) {
                case MailEvent.Submitted e -> {
                    senders.put(e.queueId(), e.account());
                    add(
                            e.seen().at(),
                            e.account(),
                            Kind.LOGIN,
                            1,
                            e.client(),
                            isName(e.clientName()));
                }
                case MailEvent.LoggedIn e ->
                        add(e.seen().at(), e.account(), Kind.LOGIN, 1, e.client(), true);
                case MailEvent.Bounced e when e.reaction() == Reaction.NO_SUCH_RECIPIENT ->
                        add(
                                e.seen().at(),
                                senders.getOrDefault(e.queueId(), ""),
                                Kind.NO_SUCH_RECIPIENT,
                                1,
                                ClientAddress.NONE,
                                true);
                default -> {} // no published rule counts it
            }
        }

        private static boolean isName(String name) {
            return !name.isEmpty() && !name.equals("unknown");
        }

        private void add(
                Instant at,
                String account,
                Kind kind,
                long amount,
                ClientAddress client,
                boolean named) {
            if (!account.isEmpty()) {
                deeds.add(
                        new Deed(
                                at, account.toLowerCase(Locale.ROOT), kind, amount, client, named));
            }
        }

        Map<String, List<Deed>> deeds() {
            messages.finish();
            Map<String, List<Deed>> byAccount = new TreeMap<>();
            deeds.sort(Comparator.comparing(Deed::at));
            deeds.forEach(
                    deed ->
                            byAccount
                                    .computeIfAbsent(deed.account(), _ -> new ArrayList<>())
                                    .add(deed));
            return byAccount;
        }
    }
}
