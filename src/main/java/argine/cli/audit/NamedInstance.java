// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.setting.Finding;
import argine.cli.desk.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instances of Postfix and Dovecot whose own files were named, as words for a shell: a command
 * without them would change this host's usual ones instead.
 *
 * <p>What their programs printed names no instance. A path is whole, for {@code postfix -c} takes
 * no other; what was named from here on begins with {@code "$PWD"}.
 */
record NamedInstance(Optional<String> postfix, Optional<String> dovecot) {
    private static final Path USUAL_POSTFIX = Path.of("/etc/postfix");
    private static final Path USUAL_DOVECOT = Path.of("/etc/dovecot/dovecot.conf");
    private static final Pattern OF_POSTFIX =
            Pattern.compile("(?<=^|&& |: )(postconf|postmap|postfix)(?= )");
    private static final Pattern FILE_OF_DOVECOT =
            Pattern.compile("(?<= )(?:dovecot\\.conf|/etc/dovecot/local\\.conf)(?=[, ]|$)");

    private static final Pattern DOVEADM = Pattern.compile("doveadm reload");

    /** A quote within quotes, as a shell takes it. */
    private static final String INNER = "'\\''";

    private static final String STANDS_FOR_INNER = "\0";

    static NamedInstance of(Optional<Path> postfix, Optional<Path> dovecot) {
        return new NamedInstance(
                postfix.filter(Files::isDirectory)
                        .filter(folder -> !isSame(folder, USUAL_POSTFIX))
                        .map(NamedInstance::word),
                dovecot.map(path -> Files.isDirectory(path) ? path.resolve("dovecot.conf") : path)
                        .filter(file -> !isPrinted(file) && !isSame(file, USUAL_DOVECOT))
                        .map(NamedInstance::word));
    }

    private static boolean isSame(Path named, Path usual) {
        return named.toAbsolutePath().normalize().equals(usual);
    }

    /** {@code doveconf} says in its first line of which file it is. */
    private static boolean isPrinted(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = Optional.ofNullable(lines.readLine()).orElse("");
            return !file.toString().endsWith(".conf") || first.matches("# [0-9].*\\): /.*");
        } catch (IOException _) {
            return true;
        }
    }

    private static String word(Path path) {
        return path.isAbsolute()
                ? Typed.quoted(path.toString())
                : "\"$PWD\"/" + Typed.quoted(path.toString());
    }

    /** The finding with a command for these instances. */
    Finding at(Finding finding) {
        String command = finding.command();
        if (postfix.isPresent() && !finding.server().equals("dovecot")) {
            command = outsideOfQuotes(command, OF_POSTFIX, "$1 -c " + literally(postfix.get()));
        }
        if (dovecot.isPresent() && finding.server().equals("dovecot")) {
            String file = literally(dovecot.get());
            command = outsideOfQuotes(command, FILE_OF_DOVECOT, file);
            command = outsideOfQuotes(command, DOVEADM, "doveadm -c " + file + " reload");
        }
        return finding.by(command);
    }

    private static String literally(String word) {
        return Matcher.quoteReplacement(word);
    }

    /** Values stand in single quotes and stay as they are. */
    private static String outsideOfQuotes(String command, Pattern what, String instead) {
        String[] parts = command.replace(INNER, STANDS_FOR_INNER).split("'", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = what.matcher(parts[i]).replaceAll(instead);
        }
        return String.join("'", parts).replace(STANDS_FOR_INNER, INNER);
    }
}
