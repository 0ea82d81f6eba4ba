// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Network;
import argine.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainCfTest {
    @TempDir private Path etc;

    @Test
    void linesContinueAndCommentsDoNotCount() throws IOException {
        MainCf main =
                write(
                        """
                        # mynetworks = 10.0.0.0/8
                        mynetworks = 127.0.0.0/8,
                          # not this
                            192.0.2.0/24

                          [2001:db8::]/32
                        queue_directory = /srv/spool
                        queue_directory=/srv/other
                        maillog_file = /var/log/postfix.log
                        """);
        assertEquals(
                networks("127.0.0.0/8", "192.0.2.0/24", "[2001:db8::]/32"),
                main.settings().ownNetworks());
        assertEquals(Optional.of(Path.of("/srv/other")), main.queueDirectory());
        assertEquals(Optional.of(Path.of("/var/log/postfix.log")), main.logFile());
    }

    @Test
    void withoutNetworksLoopbackIsOwn() throws IOException {
        MainCf main = write("myhostname = mx.example.test\n");
        assertEquals(Settings.UNKNOWN.ownNetworks(), main.settings().ownNetworks());
        assertEquals(Optional.of(Path.of("/var/spool/postfix")), main.queueDirectory());
        assertEquals(Optional.empty(), main.logFile());
    }

    @Test
    void theNetworksAsDebianWritesThemAreAllUnderstood() throws IOException {
        MainCf main = write("mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128 10.1.2.3\n");
        assertEquals(networks("127.0.0.0/8", "::1", "10.1.2.3"), main.settings().ownNetworks());
    }

    @Test
    void networksAreReadFromFilesAndTables() throws IOException {
        Files.writeString(etc.resolve("nets"), "192.0.2.0/24 # office\n!192.0.2.9\n");
        Files.writeString(etc.resolve("cidr"), "# table\n198.51.100.0/24 OK\n  continued\n");
        MainCf main = write("mynetworks = $config_directory/nets, cidr:" + etc + "/cidr\n");
        assertEquals(
                Stream.concat(
                                networks("192.0.2.0/24").stream(),
                                networks("198.51.100.0/24").stream())
                        .toList(),
                main.settings().ownNetworks());
        assertTrue(
                main.trouble()
                        .contains("mynetworks leaves out 192.0.2.9, which is not considered"));
    }

    @Test
    void theDestinationsOfPostfixAreTheDefault() throws IOException {
        assertEquals(
                Set.of("mx.example.test", "localhost.example.test", "localhost"),
                write("myhostname = MX.example.test\n").settings().localDomains());
    }

    @Test
    void theHostIsNamedByTheFileBesideTheDirectory() throws IOException {
        Path directory = Files.createDirectories(etc.resolve("postfix"));
        Files.writeString(etc.resolve("hostname"), "mx\n");
        Files.writeString(directory.resolve("main.cf"), "mydomain = example.test\n");
        assertEquals("mx.example.test", MainCf.read(directory).value("myhostname"));
    }

    @Test
    void domainsAreReadFromTheTextOfTheirTables() throws IOException {
        Files.writeString(etc.resolve("vhosts"), "One.test ok\n# no.test x\n\ntwo.test\n");
        Files.writeString(
                etc.resolve("virtual"), "three.test anything\ninfo@three.test a\nroot b\n");
        MainCf main =
                write(
                        """
                        mydestination = localhost
                        virtual_mailbox_domains = hash:/etc/postfix/vhosts
                        virtual_alias_maps = hash:/etc/postfix/virtual, mysql:/etc/postfix/m.cf
                        relay_domains = .four.test, inline:{ five.test=x, six.test = y }
                        """);
        Settings settings = main.settings();
        assertTrue(
                settings.localDomains()
                        .containsAll(
                                Set.of(
                                        "localhost",
                                        "one.test",
                                        "two.test",
                                        "three.test",
                                        "four.test",
                                        "five.test")));
        assertTrue(
                settings.localDomains().stream()
                        .noneMatch(Set.of("no.test", "root", "info@three.test")::contains));
        assertTrue(
                main.trouble()
                        .contains(
                                "virtual_alias_domains is looked up in mysql:/etc/postfix/m.cf,"
                                        + " which was not read"));
    }

    @Test
    void aTableThatIsNotThereIsSaid() throws IOException {
        MainCf main = write("virtual_mailbox_domains = proxy:hash:/nowhere/vhosts\n");
        main.settings();
        assertTrue(
                main.trouble()
                        .contains(
                                "virtual_mailbox_domains names /nowhere/vhosts, which could not be"
                                        + " read"));
    }

    @Test
    void parametersAreReplacedInEveryForm() throws IOException {
        MainCf main =
                write(
                        """
                        a = x
                        b = $a-${a}-$(a)-$$-$unknown.
                        c = ${a?yes}${unknown?no}${unknown:none}${a:no}
                        d = ${a?{$a}:{n}}${unknown?{y}:{n$a}}${unknown:{z}}
                        e = ${{$a} == {x} ? {y} : {n}}
                        f = ${a
                        """);
        assertEquals("x-x-x-$-.", main.value("b"));
        assertEquals("yesnone", main.value("c"));
        assertEquals("xnxz", main.value("d"));
        assertEquals("", main.value("e"));
        assertEquals("x", main.value("f"));
    }

    @Test
    void parametersThatContainEachOtherEnd() throws IOException {
        StringBuilder text = new StringBuilder("a = $b $b\nb = $a $a\nc0 = " + "x".repeat(100));
        for (int i = 1; i < 18; i++) {
            text.append("\nc%d = $c%d$c%d$c%d".formatted(i, i - 1, i - 1, i - 1));
        }
        MainCf main = write(text + "\n");
        assertTrue(main.value("a").length() < 1_000_000);
        assertTrue(main.value("c17").length() < 1_000_000);
    }

    @Test
    void aMissingFileCouldNotBeRead() {
        assertThrows(NoSuchFileException.class, () -> MainCf.read(etc.resolve("none")));
    }

    private MainCf write(String text) throws IOException {
        Files.writeString(etc.resolve("main.cf"), text);
        return MainCf.read(etc);
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(text -> Network.parse(text).orElseThrow()).toList();
    }
}
