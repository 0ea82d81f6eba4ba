// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import argine.store.Act;
import argine.store.ActFile;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Refusals in memory and in a file: at most {@value #MOST}, for {@value #DAYS} days. */
public final class RefusalFile implements Refusals {
    public static final int MOST = 20_000;
    public static final int DAYS = 14;

    private static final Duration AGAIN_WITHIN = Duration.ofHours(1);
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CODE_LENGTH = 4;

    private record Matter(String rule, String decision, String subject) {
        static Matter of(Refusal refusal) {
            return new Matter(refusal.rule(), refusal.decision(), refusal.subject());
        }
    }

    private final SequencedMap<String, Refusal> byCode = new LinkedHashMap<>();
    private final Map<Matter, String> codes = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private final ActFile file;
    private final Object writing = new Object();
    private final RandomGenerator random;

    private RefusalFile(Path path, RandomGenerator random) throws IOException {
        this.random = random;
        ActFile.Opened opened = ActFile.open(path, this::read);
        file = opened.file();
        opened.remark().ifPresent(remarks::add);
    }

    /**
     * Opens the file, which need not exist.
     *
     * @param random where codes come from
     */
    public static RefusalFile open(Path file, RandomGenerator random) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent, Store.ofOwner(parent, "rwx------"));
        }
        return new RefusalFile(file, random);
    }

    private void read(Act act) {
        RefusalLine.refusal(act).ifPresent(this::put);
    }

    private void put(Refusal refusal) {
        byCode.putLast(refusal.code(), refusal);
        codes.put(Matter.of(refusal), refusal.code());
        while (byCode.size() > MOST) {
            forget(byCode.firstEntry().getValue());
        }
    }

    private void forget(Refusal refusal) {
        byCode.remove(refusal.code());
        codes.remove(Matter.of(refusal), refusal.code());
        changed.remove(refusal.code());
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public synchronized Refusal note(
            String rule,
            String decision,
            String subject,
            String text,
            Instant now,
            Supplier<Refusal> story) {
        String code = codes.get(new Matter(rule, decision, subject));
        Refusal known = code == null ? null : byCode.get(code);
        Refusal noted =
                known != null && known.last().plus(AGAIN_WITHIN).isAfter(now)
                        ? known.again(now, text)
                        : story.get().under(freshCode());
        put(noted);
        changed.add(noted.code());
        return noted;
    }

    private String freshCode() {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        do {
            code.setLength(0);
            for (int i = 0; i < CODE_LENGTH; i++) {
                code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        } while (byCode.containsKey(code.toString()));
        return code.toString();
    }

    @Override
    public synchronized Optional<Refusal> of(String code) {
        return Optional.ofNullable(byCode.get(code.strip().toLowerCase(Locale.ROOT)));
    }

    @Override
    public synchronized List<Refusal> latest(int most) {
        return byCode.sequencedValues().reversed().stream().limit(most).toList();
    }

    @Override
    public void flush(Instant now) throws IOException {
        synchronized (writing) {
            List<Refusal> news = news(now);
            try {
                if (!news.isEmpty()) {
                    write(news);
                }
            } catch (IOException e) {
                again(news);
                throw e;
            }
        }
    }

    private synchronized List<Refusal> news(Instant now) {
        forgetOld(now);
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Refusal> news = new ArrayList<>();
        byCode.sequencedValues().stream()
                .filter(refusal -> changed.contains(refusal.code()))
                .forEach(news::add);
        changed.clear();
        return news;
    }

    private void write(List<Refusal> news) throws IOException {
        if (file.lines() + news.size() > 2L * MOST) {
            file.replace(all().stream().map(RefusalLine::act).toList());
            return;
        }
        for (Refusal refusal : news) {
            file.append(RefusalLine.act(refusal));
        }
        file.force();
    }

    private synchronized List<Refusal> all() {
        return List.copyOf(byCode.sequencedValues());
    }

    private synchronized void again(List<Refusal> unwritten) {
        unwritten.stream().map(Refusal::code).filter(byCode::containsKey).forEach(changed::add);
    }

    private void forgetOld(Instant now) {
        Instant oldest = now.minus(Duration.ofDays(DAYS));
        Iterator<Refusal> all = byCode.sequencedValues().iterator();
        List<Refusal> old = new ArrayList<>();
        while (all.hasNext()) {
            Refusal refusal = all.next();
            if (refusal.last().isAfter(oldest)) {
                break;
            }
            old.add(refusal);
        }
        old.forEach(this::forget);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
