// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Account;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a text file with an account a line, within bounds: the common part of the adapters for
 * files. A line that is none is told by its number, never by its text, which may be a password.
 */
public final class AccountLines {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_ACCOUNTS = 2_000_000;
    private static final int MAX_TROUBLE = 20;

    private AccountLines() {}

    /** Reads one line; nothing where it is no account, though it may be none on purpose. */
    public interface Reader {
        Optional<Account> read(String line) throws Damaged;
    }

    /** A line that should be an account and is not; the message says why, without its text. */
    public static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        public Damaged(String why) {
            super(why);
        }
    }

    /** Reads the whole file; empty lines are passed over. */
    public static Accounts.Listing read(Path file, Reader reader) throws IOException {
        try (BufferedReader in = open(file)) {
            return read(file.toString(), in, reader);
        }
    }

    /** The same of what comes from elsewhere, under a name. */
    public static Accounts.Listing read(String from, java.io.Reader text, Reader reader)
            throws IOException {
        List<Account> accounts = new ArrayList<>();
        List<String> trouble = new ArrayList<>();
        BufferedReader in = new BufferedReader(text);
        String line;
        for (int number = 1; (line = line(in)) != null; number++) {
            if (accounts.size() >= MAX_ACCOUNTS) {
                trouble.add(from + " has more than " + MAX_ACCOUNTS + " accounts");
                break;
            }
            take(from + ", line " + number, line, reader, accounts, trouble);
        }
        return new Accounts.Listing(accounts, trouble);
    }

    private static void take(
            String where,
            String line,
            Reader reader,
            List<Account> accounts,
            List<String> trouble) {
        if (line.isBlank()) {
            return;
        }
        try {
            if (line.length() >= MAX_LINE) {
                throw new Damaged("longer than " + MAX_LINE + " characters");
            }
            reader.read(line).ifPresent(accounts::add);
        } catch (Damaged e) {
            if (trouble.size() < MAX_TROUBLE) {
                trouble.add(where + ": " + e.getMessage() + "; passed over");
            }
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /** The next line, its end left off and at most {@link #MAX_LINE} of it; null at the end. */
    private static @org.jspecify.annotations.Nullable String line(BufferedReader in)
            throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (line.length() < MAX_LINE) {
                line.append((char) c);
            }
        }
        if (c < 0 && line.isEmpty()) {
            return null;
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
                ? line.substring(0, end - 1)
                : line.toString();
    }
}
