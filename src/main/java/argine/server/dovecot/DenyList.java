// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A passwd-file whose accounts Dovecot refuses whatever their password ({@code deny = yes}): it
 * works before any other place where accounts are kept.
 *
 * <p>With {@code %s} in its {@code username_format} it refuses service by service, so that an owner
 * can go on reading. Dovecot looks at the file at most once a second. One whose names are not
 * understood is not used: a line that Dovecot does not look for locks nobody.
 */
final class DenyList implements RecordStore {
    private final RewrittenFile file;
    private final LookupKey key;
    private final List<String> services;
    private final List<String> sending;

    /** {@code services} are all that ask Dovecot, {@code sending} those of them that send. */
    DenyList(RewrittenFile file, LookupKey key, List<String> services, List<String> sending) {
        this.file = file;
        this.key = key;
        this.services = List.copyOf(services);
        this.sending = List.copyOf(sending);
    }

    boolean isByService() {
        return key.isByService();
    }

    @Override
    public String name() {
        return "deny list " + file.path();
    }

    @Override
    public Optional<StoredRecord> read(String account) throws IOException {
        if (!key.tellsAccounts()) {
            throw new FileSystemException(
                    file.path().toString(),
                    null,
                    "its username_format is not understood: " + key.format() + " (%Lu is)");
        }
        return Optional.of(record(account, file.read()));
    }

    private StoredRecord record(String account, String text) {
        List<String> names = names(account, services);
        List<String> lines =
                text.lines().filter(line -> names.contains(line.split(":", 2)[0])).toList();
        return new StoredRecord(account, String.join("\n", lines));
    }

    private List<String> names(String account, List<String> of) {
        return of.stream()
                .flatMap(service -> key.of(account, service).stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<StoredRecord> locked(StoredRecord now, Lock lock) {
        if (!key.tellsAccounts() || lock == Lock.SENDING && !key.isByService()) {
            return Optional.empty();
        }
        List<String> names = names(now.account(), lock == Lock.FULL ? services : sending);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(lines(now));
        List<String> there = lines.stream().map(line -> line.split(":", 2)[0]).toList();
        for (String name : names) {
            if (!there.contains(name)) {
                lines.add(name + ":");
            }
        }
        return Optional.of(new StoredRecord(now.account(), String.join("\n", lines)));
    }

    private static List<String> lines(StoredRecord record) {
        return record.text().lines().toList();
    }

    @Override
    public StoredRecord unlocked(StoredRecord now, StoredRecord before) {
        return before;
    }

    @Override
    public Replaced replace(StoredRecord before, StoredRecord after) throws IOException {
        String text = file.read();
        if (!record(before.account(), text).equals(before)) {
            return Replaced.CHANGED;
        }
        String next = text;
        for (String line : lines(before)) {
            next = lines(after).contains(line) ? next : without(next, line);
        }
        for (String line : lines(after)) {
            next = lines(before).contains(line) ? next : with(next, line);
        }
        if (!file.replace(text, next)) {
            return Replaced.CHANGED;
        }
        return record(after.account(), file.read()).equals(after)
                ? Replaced.DONE
                : Replaced.CHANGED;
    }

    /**
     * A file that did not end in a line end still does not, so that taking the line out undoes it.
     */
    private static String with(String text, String line) {
        return text.isEmpty() || text.endsWith("\n") ? text + line + "\n" : text + "\n" + line;
    }

    private static String without(String text, String line) {
        String all = "\n" + text;
        int at = all.indexOf("\n" + line + "\n");
        if (at >= 0) {
            return (all.substring(0, at) + all.substring(at + 1 + line.length())).substring(1);
        }
        if (!all.endsWith("\n" + line)) {
            return text;
        }
        String kept = all.substring(0, all.length() - line.length() - 1);
        return kept.isEmpty() ? "" : kept.substring(1);
    }
}
