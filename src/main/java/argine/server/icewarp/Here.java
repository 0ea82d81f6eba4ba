// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where on this host IceWarp is installed: what its own configuration says, then what is usual. */
final class Here {
    private static final String CONFIGURATION = "etc/icewarp/icewarp.conf";
    private static final List<String> USUAL = List.of("opt/icewarp", "C:\\Program Files\\IceWarp");
    private static final int MAX_FILE = 64 * 1024;
    private static final Pattern INSTALL_DIR =
            Pattern.compile(
                    "^[ \\t]*(?:export[ \\t]+)?IWS_INSTALL_DIR[ \\t]*=[ \\t]*[\"']?([^\"'\\r\\n]+)",
                    Pattern.MULTILINE);

    private Here() {}

    /** The root of the installation; {@code system} is where the host's files begin. */
    static Optional<Root> root(Path system) {
        List<Path> places = new ArrayList<>();
        configured(system).ifPresent(places::add);
        USUAL.forEach(usual -> below(system, usual).ifPresent(places::add));
        return places.stream().filter(Recognised::isRoot).findFirst().map(Root::new);
    }

    private static Optional<Path> configured(Path system) {
        try (var in = Files.newInputStream(system.resolve(CONFIGURATION))) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            Matcher found = INSTALL_DIR.matcher(text);
            return found.find() ? below(system, found.group(1).strip()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> below(Path system, String text) {
        try {
            return Optional.of(system.resolve(text.replaceFirst("^/+", "")));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
