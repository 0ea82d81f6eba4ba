// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.mail.StoredPassword;
import argine.server.access.AccountStore;
import argine.server.access.Hashing;
import argine.server.access.Lock;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Dovecot's passwd-file as a place where accounts are changed: one line of it at a time, all others
 * and all other fields kept byte for byte.
 *
 * <p>Its own lock is {@code allow_nets} with an address from which nobody comes (RFC 5737): it
 * leaves the password alone, and holds for SMTP too, which {@code nologin} does not.
 */
final class PasswdFileStore implements AccountStore {
    private static final int PASSWORD = 1;
    private static final int EXTRA = 7;
    private static final String NOWHERE = "allow_nets=192.0.2.1/32";

    private final RewrittenFile file;
    private final LookupKey key;
    private final String scheme;
    private final Hashing hashing;

    /** {@code scheme} is that of passwords that name none. */
    PasswdFileStore(RewrittenFile file, LookupKey key, String scheme, Hashing hashing) {
        this.file = file;
        this.key = key;
        this.scheme = scheme;
        this.hashing = hashing;
    }

    @Override
    public String name() {
        return "passwd-file " + file.path();
    }

    @Override
    public Optional<StoredRecord> read(String account) throws IOException {
        return record(account, file.read());
    }

    private Optional<StoredRecord> record(String account, String text) throws IOException {
        String start = key.of(account, "").orElseThrow(this::notUnderstood) + ":";
        List<String> lines = text.lines().filter(line -> line.startsWith(start)).toList();
        if (lines.size() > 1) {
            throw new IOException(file.path() + ": more than one line of " + account);
        }
        return lines.stream().findFirst().map(line -> new StoredRecord(account, line));
    }

    /** Lines of others that say {@code user=} and this account. */
    @Override
    public List<String> otherNames(String account) throws IOException {
        String own = key.of(account, "").orElseThrow(this::notUnderstood);
        String bytes =
                new String(account.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return file.read()
                .lines()
                .map(line -> line.split(":", EXTRA + 1))
                .filter(fields -> fields.length > EXTRA && !fields[0].equals(own))
                .filter(
                        fields ->
                                Arrays.stream(fields[EXTRA].split("\\s+", -1))
                                        .anyMatch(("user=" + bytes)::equalsIgnoreCase))
                .map(
                        fields ->
                                new String(
                                        fields[0].getBytes(StandardCharsets.ISO_8859_1),
                                        StandardCharsets.UTF_8))
                .toList();
    }

    private IOException notUnderstood() {
        return new IOException(
                file.path() + ": its username_format is not understood: " + key.format());
    }

    @Override
    public Optional<StoredRecord> locked(StoredRecord now, Lock lock) {
        if (lock == Lock.SENDING) {
            return Optional.empty();
        }
        List<String> fields = fields(now);
        while (fields.size() <= EXTRA) {
            fields.add("");
        }
        fields.set(EXTRA, join(withoutNets(fields.get(EXTRA)), NOWHERE));
        return Optional.of(of(now, fields));
    }

    private static String withoutNets(String extra) {
        return extra.startsWith("allow_nets=") || extra.contains(" allow_nets=")
                ? String.join(
                        " ",
                        Arrays.stream(extra.split(" ", -1))
                                .filter(word -> !word.startsWith("allow_nets="))
                                .toList())
                : extra;
    }

    private static String join(String extra, String word) {
        return extra.isEmpty() ? word : extra + " " + word;
    }

    @Override
    public StoredRecord unlocked(StoredRecord now, StoredRecord before) {
        StoredRecord same = withPasswordOf(/* now= */ before, /* before= */ now);
        if (locked(same, Lock.FULL).equals(Optional.of(now)) || same.equals(now)) {
            return same;
        }
        List<String> fields = fields(now);
        if (fields.size() > EXTRA && fields.get(EXTRA).contains(NOWHERE)) {
            List<String> old = fields(before);
            String nets = old.size() > EXTRA ? nets(old.get(EXTRA)) : "";
            String kept = withoutNets(fields.get(EXTRA));
            fields.set(EXTRA, nets.isEmpty() ? kept : join(kept, nets));
        }
        return of(now, fields);
    }

    private static String nets(String extra) {
        return Arrays.stream(extra.split(" ", -1))
                .filter(word -> word.startsWith("allow_nets="))
                .findFirst()
                .orElse("");
    }

    /** Who may log in from where says nothing of who gets mail. */
    @Override
    public boolean lockStopsMail() {
        return false;
    }

    @Override
    public Optional<StoredRecord> withPassword(StoredRecord now, String password)
            throws IOException {
        StoredPassword old = StoredPassword.of(fields(now).get(PASSWORD), scheme);
        String made = hashing.hash(password, old.scheme(), now.account());
        if (made.chars().anyMatch(one -> one == ':' || one < ' ' || one > '~')) {
            throw new IOException(file.path() + ": what was made of the password is no field");
        }
        return Optional.of(withField(now, made));
    }

    @Override
    public StoredRecord withPasswordOf(StoredRecord now, StoredRecord before) {
        return withField(now, fields(before).get(PASSWORD));
    }

    @Override
    public boolean samePassword(StoredRecord one, StoredRecord other) {
        return fields(one).get(PASSWORD).equals(fields(other).get(PASSWORD));
    }

    private static StoredRecord withField(StoredRecord record, String password) {
        List<String> fields = fields(record);
        fields.set(PASSWORD, password);
        return of(record, fields);
    }

    private static List<String> fields(StoredRecord record) {
        return new ArrayList<>(Arrays.asList(record.text().split(":", EXTRA + 1)));
    }

    private static StoredRecord of(StoredRecord record, List<String> fields) {
        return new StoredRecord(record.account(), String.join(":", fields));
    }

    @Override
    public Replaced replace(StoredRecord before, StoredRecord after) throws IOException {
        String text = file.read();
        Optional<StoredRecord> now = record(before.account(), text);
        if (now.isEmpty()) {
            return Replaced.GONE;
        }
        if (!now.get().equals(before)) {
            return Replaced.CHANGED;
        }
        int at = ("\n" + text).indexOf("\n" + before.text());
        String next =
                text.substring(0, at) + after.text() + text.substring(at + before.text().length());
        return file.replace(text, next)
                        && record(after.account(), file.read()).equals(Optional.of(after))
                ? Replaced.DONE
                : Replaced.CHANGED;
    }
}
