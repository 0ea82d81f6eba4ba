// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.access.Foothold;
import argine.server.access.Footholds;
import argine.server.access.Program;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The filter rules of an account that send its mail elsewhere or answer it: every Sieve script in
 * its home, active or not and whatever its name, and {@code .forward}.
 *
 * <p>A script is read for its words, not run: comments and texts are told apart, so that a word in
 * a comment counts for nothing.
 */
final class SieveFootholds implements Footholds {
    private static final int MOST = 1024 * 1024;
    private static final int MOST_FILES = 200;
    private static final int MOST_FOUND = 100;
    private static final Pattern WORDS =
            Pattern.compile(
                    "#[^\\n]*|/\\*.*?\\*/|\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Za-z_][A-Za-z0-9_]*)|([;{}])",
                    Pattern.DOTALL);

    private final Doveadm doveadm;

    SieveFootholds(Doveadm doveadm) {
        this.doveadm = doveadm;
    }

    @Override
    public List<Foothold> of(String account) throws IOException {
        Program home = doveadm.run("", "user", "-f", "home", account);
        if (home.exit() != 0) {
            throw new IOException("doveadm user: " + home.lastLine());
        }
        try {
            return in(Path.of(home.lastLine()));
        } catch (InvalidPathException e) {
            throw new IOException("doveadm user: no home", e);
        }
    }

    /** Those in a home; files that are links out of it are read as well, as Dovecot does. */
    static List<Foothold> in(Path home) throws IOException {
        List<Foothold> found = new ArrayList<>();
        Optional<Path> active = target(home.resolve(".dovecot.sieve"));
        for (Path script : scripts(home)) {
            boolean runs = active.isPresent() && active.equals(target(script));
            read(script).ifPresent(text -> rules(script, text, runs, found));
        }
        read(home.resolve(".forward"))
                .ifPresent(
                        text ->
                                text.lines()
                                        .map(String::strip)
                                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                        .forEach(
                                                line ->
                                                        add(
                                                                found,
                                                                home.resolve(".forward"),
                                                                "forwards to " + line,
                                                                true)));
        return found;
    }

    private static List<Path> scripts(Path home) throws IOException {
        List<Path> scripts = new ArrayList<>();
        if (Files.exists(home.resolve(".dovecot.sieve"))) {
            scripts.add(home.resolve(".dovecot.sieve"));
        }
        if (Files.isDirectory(home.resolve("sieve"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("sieve"))) {
                for (Path file : files) {
                    if (file.toString().endsWith(".sieve") && scripts.size() < MOST_FILES) {
                        scripts.add(file);
                    }
                }
            }
        }
        Optional<Path> active = target(home.resolve(".dovecot.sieve"));
        return scripts.stream()
                .filter(
                        file ->
                                !file.endsWith(".dovecot.sieve")
                                        || scripts.stream()
                                                .noneMatch(
                                                        other ->
                                                                !other.equals(file)
                                                                        && target(other)
                                                                                .equals(active)))
                .sorted()
                .toList();
    }

    private static Optional<Path> target(Path file) {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** A home belongs to a stranger's account: no special file is opened. */
    private static Optional<String> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || isTheKernels(file)) {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of("")
                    : Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
        }
    }

    /** What looks like a file there may never end. */
    private static boolean isTheKernels(Path file) {
        return target(file)
                .filter(at -> at.startsWith("/proc") || at.startsWith("/sys"))
                .isPresent();
    }

    private static void rules(Path script, String text, boolean runs, List<Foothold> found) {
        Matcher words = WORDS.matcher(text);
        String command = "";
        String state = runs ? "" : " (the script is not active)";
        while (words.find()) {
            Optional<String> quoted = Optional.ofNullable(words.group(1));
            Optional<String> word = Optional.ofNullable(words.group(2));
            if (words.group(3) != null) {
                command = "";
            } else if (word.isPresent() && command.isEmpty()) {
                command = word.get().toLowerCase(Locale.ROOT);
                if (command.equals("vacation")) {
                    add(found, script, "answers mail (vacation)" + state, false);
                }
            } else if (quoted.isPresent() && command.equals("redirect")) {
                add(found, script, "redirects mail to " + quoted.get() + state, true);
            }
        }
    }

    private static void add(List<Foothold> found, Path where, String what, boolean suspicious) {
        if (found.size() < MOST_FOUND) {
            found.add(new Foothold(where.toString(), what, suspicious));
        }
    }
}
