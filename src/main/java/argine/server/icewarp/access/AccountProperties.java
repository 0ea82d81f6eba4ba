// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.access;

import argine.server.Program;
import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import argine.server.icewarp.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The two properties by which IceWarp locks an account: {@code u_accountdisabled} 1 (nobody logs
 * in, mail is still taken) and {@code u_localdomain} 1 (sends to own domains only).
 *
 * <p>Never 3, which turns the mailbox into a trap that blocks whoever writes to it.
 */
final class AccountProperties implements RecordStore {
    private static final String DISABLED = "u_accountdisabled";
    private static final String LOCAL_ONLY = "u_localdomain";
    private static final String ADMIN = "u_admin";

    private final Path root;
    private final Tool tool;

    AccountProperties(Path root, Tool tool) {
        this.root = root;
        this.tool = tool;
    }

    @Override
    public String name() {
        return "IceWarp " + root;
    }

    @Override
    public Optional<StoredRecord> read(String account) throws IOException {
        Program got = tool.run(List.of("get", "account", account, DISABLED, LOCAL_ONLY));
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : got.said().lines().toList()) {
            int colon = line.indexOf(':');
            String name =
                    colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if ((name.equals(DISABLED) || name.equals(LOCAL_ONLY)) && value.matches("[0-9]")) {
                values.put(name, value);
            }
        }
        if (values.size() != 2) {
            throw new IOException(
                    "IceWarp's tool does not tell "
                            + DISABLED
                            + " and "
                            + LOCAL_ONLY
                            + " of "
                            + account
                            + ": "
                            + got.why());
        }
        return Optional.of(record(account, values));
    }

    /** All accounts are asked about only where this one administers the server. */
    @Override
    public List<String> administratorsWith(String account) throws IOException {
        boolean isOne =
                tool.run(List.of("get", "account", account, ADMIN))
                        .said()
                        .lines()
                        .anyMatch(line -> line.strip().matches("(?i)u_admin: *[1-9]"));
        if (!isOne) {
            return List.of();
        }
        return tool.run(List.of("export", "account", "*@*", ADMIN, DISABLED))
                .said()
                .lines()
                .map(line -> line.split(",", -1))
                .filter(one -> one.length > 2 && one[1].matches("[1-9]") && one[2].equals("0"))
                .map(one -> one[0].replaceAll("[<>\"]", "").strip())
                .toList();
    }

    @Override
    public boolean tellsAdministrators() {
        return true;
    }

    private static StoredRecord record(String account, Map<String, String> values) {
        return new StoredRecord(
                account,
                DISABLED
                        + "="
                        + values.get(DISABLED)
                        + "\n"
                        + LOCAL_ONLY
                        + "="
                        + values.get(LOCAL_ONLY));
    }

    private static Map<String, String> values(StoredRecord record) {
        Map<String, String> values = new LinkedHashMap<>();
        record.text()
                .lines()
                .forEach(
                        line -> {
                            String[] pair = line.split("=", 2);
                            values.put(pair[0], pair.length > 1 ? pair[1] : "");
                        });
        return values;
    }

    /** An account that is locked harder already stays so. */
    @Override
    public Optional<StoredRecord> locked(StoredRecord now, Lock lock) {
        Map<String, String> values = values(now);
        String property = lock == Lock.FULL ? DISABLED : LOCAL_ONLY;
        if ("0".equals(values.get(property))) {
            values.put(property, "1");
        }
        return Optional.of(record(now.account(), values));
    }

    @Override
    public StoredRecord unlocked(StoredRecord now, StoredRecord before) {
        return before;
    }

    @Override
    public Replaced replace(StoredRecord before, StoredRecord after) throws IOException {
        if (!read(before.account()).equals(Optional.of(before))) {
            return Replaced.CHANGED;
        }
        Map<String, String> old = values(before);
        List<String> words = new ArrayList<>(List.of("set", "account", after.account()));
        values(after)
                .forEach(
                        (name, value) -> {
                            if (!value.equals(old.get(name))) {
                                words.add(name);
                                words.add(value);
                            }
                        });
        tool.run(words);
        return read(after.account()).equals(Optional.of(after)) ? Replaced.DONE : Replaced.CHANGED;
    }
}
