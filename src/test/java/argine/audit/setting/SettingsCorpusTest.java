// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as postconf and doveconf print them, with what is lax above them. */
class SettingsCorpusTest {
    private static final Path CORPUS = Path.of("src/test/corpus");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postfix/settings/lax.postconf",
                "postfix/settings/safe.postconf",
                "postfix/settings/fooled.postconf",
                "postfix/settings/debian.postconf",
                "postfix/settings/ispmail.postconf",
                "postfix/settings/iredmail.postconf",
                "postfix/settings/mailcow.postconf",
                "postfix/settings/modoboa.postconf",
                "dovecot/settings/lax.doveconf",
                "dovecot/settings/safe.doveconf",
                "dovecot/settings/blocks.doveconf",
                "dovecot/settings/mailcow.doveconf",
                "dovecot/settings/open.doveconf"
            })
    void whatIsLaxIsWhatStandsAboveTheSettings(String name) throws IOException {
        Path file = CORPUS.resolve(name);
        Configuration read = read(file, name.startsWith("postfix"));
        assertEquals(
                said(file, "# expect: "),
                LaxSettings.look(read).stream()
                        .map(f -> (f.severity() + " " + f.setting() + " = " + f.value()).strip())
                        .toList());
        assertEquals(said(file, "# note: "), read.where().stream().skip(1).toList());
    }

    private static Configuration read(Path file, boolean postfix) throws IOException {
        return postfix
                ? ConfigurationFinder.find(Optional.of(file), Optional.empty(), Optional.empty())
                : ConfigurationFinder.find(Optional.empty(), Optional.of(file), Optional.empty());
    }

    private static List<String> said(Path file, String mark) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
