// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A folder in which mail logs lie: which of its files they are, rotated ones too.
 *
 * <p>{@code mail.info}, {@code mail.warn} and {@code mail.err} repeat what {@code mail.log} has, so
 * they count only without it. Where a file lies beside its packed twin, logrotate is packing it,
 * and the one that is whole counts.
 */
final class LogFolder {
    private static final String TIMES = "(?:[.-]\\d{1,14})*(?:\\.old)?";
    private static final String PACKED = "(?:\\.(?:gz|zst|xz|bz2|lz4))?";
    private static final Pattern PACKED_NAME = Pattern.compile("(.+)\\.(?:gz|zst|xz|bz2|lz4)");

    /** Each of these makes the next ones superfluous. */
    private static final List<Pattern> MAIN =
            List.of(
                    named("mail\\.log|maillog"),
                    named("mail"),
                    named("mail\\.info"),
                    named("mail\\.(?:err|warn)"));

    private static final Pattern OWN = named("(?:dovecot|postfix)[\\w.-]*?\\.log");
    private static final Pattern ANY = named("[^.].*?\\.(?:log|json|export)");

    /** The files; {@code sure} when their names say that they are mail logs. */
    record Found(List<Path> files, boolean sure) {}

    private final Path folder;

    LogFolder(Path folder) {
        this.folder = folder;
    }

    private static Pattern named(String name) {
        return Pattern.compile("(?:" + name + ")" + TIMES + PACKED);
    }

    /** Finds the mail logs; where nothing is called like one, whatever is called a log. */
    Found logs() throws IOException {
        List<Path> logs = new ArrayList<>(list(OWN));
        for (Pattern main : MAIN) {
            List<Path> found = list(main);
            logs.addAll(found);
            if (!found.isEmpty()) {
                break;
            }
        }
        return logs.isEmpty() ? new Found(list(ANY), false) : new Found(logs, true);
    }

    /**
     * Finds a log's rotated files, itself included: {@code mail.log.2.gz}, {@code
     * mail.log-20261124}, and {@code mail-20261124.log}, where logrotate keeps the extension.
     */
    List<Path> rotated(String name) throws IOException {
        int dot = name.lastIndexOf('.');
        String stem = Pattern.quote(dot > 0 ? name.substring(0, dot) : name);
        String extension = Pattern.quote(dot > 0 ? name.substring(dot) : "");
        return list(named(stem + "(?:-\\d{8}(?:-?\\d+)?)?" + extension));
    }

    private List<Path> list(Pattern name) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        Predicate<Path> fits = path -> name.matcher(path.getFileName().toString()).matches();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, fits::test)) {
            entries.forEach(path -> found.put(path.getFileName().toString(), path));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return withoutTwins(found);
    }

    private static List<Path> withoutTwins(Map<String, Path> found) {
        Collection<String> names = List.copyOf(found.keySet());
        for (String name : names) {
            var packed = PACKED_NAME.matcher(name);
            if (packed.matches() && names.contains(packed.group(1))) {
                found.remove(name);
            }
        }
        return List.copyOf(found.values());
    }
}
