// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who ends the sessions of a stopped account, and what the daemon makes of the answer. */
class EndingTest {
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;

    private Ending ending(List<String> run, Optional<Path> helper) {
        Watching nothing = Watching.NOTHING;
        return new Ending(
                new Watching(nothing.logs(), nothing.loop(), run, helper, nothing.ways()));
    }

    /** A helper that is asked once. */
    private Ending.Ended helped(String answer) throws Exception {
        Path socket = folder.resolve("helper");
        Files.deleteIfExists(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<String> asked =
                    CompletableFuture.supplyAsync(() -> answered(server, answer));
            Ending.Ended ended = ending(List.of(), Optional.of(socket)).of(ROSSI);
            assertEquals(ROSSI + "\n", asked.get());
            return ended;
        }
    }

    /** What it was asked, up to the end that the daemon says. */
    private static String answered(ServerSocketChannel server, String answer) {
        try (SocketChannel channel = server.accept()) {
            String asked =
                    new String(
                            Channels.newInputStream(channel).readAllBytes(),
                            StandardCharsets.UTF_8);
            Channels.newOutputStream(channel).write(answer.getBytes(StandardCharsets.UTF_8));
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHelperIsToldTheAccountAloneAndSaysWhetherTheDoorIsShut() throws Exception {
        assertEquals(
                new Ending.Ended(true, "the helper shut its door"),
                helped("{\"receipts\":[{\"account\":\"" + ROSSI + "\",\"shut\":true}]}"));
        assertFalse(helped("{\"receipts\":[{\"shut\":false}]}").shut());
        assertFalse(helped("{\"receipts\":[]}").shut());
        assertFalse(helped("").shut());
        assertFalse(helped("argine: no such account").shut());
    }

    @Test
    void aHelperThatIsNotThereIsToldOf() {
        Ending.Ended ended = ending(List.of(), Optional.of(folder.resolve("nobody"))).of(ROSSI);
        assertFalse(ended.shut());
        assertTrue(ended.how().startsWith("the helper does not answer"), ended.how());
    }

    @Test
    void aProgramGetsTheAccountAsOneWordAndNeverThroughAShell() {
        assertEquals(
                new Ending.Ended(true, "/usr/bin/test ended with 0"),
                ending(List.of("/usr/bin/test", "ACCOUNT", "=", ROSSI), Optional.empty())
                        .of(ROSSI));
        assertFalse(
                ending(List.of("/usr/bin/test", "ACCOUNT", "=", "x"), Optional.empty())
                        .of(ROSSI)
                        .shut());
    }

    @Test
    void whatTheHelperShutsIsOpenedByTheCommandThatSaysItWasTheOwner() {
        Ending ending = ending(List.of(), Optional.of(folder.resolve("helper")));
        String letGo = "argine guard unblock --it-was-them " + ROSSI;
        assertEquals(
                letGo + " && argine contain --release " + ROSSI + " --same-password --yes",
                ending.told(alert(ROSSI, true)).itWasThem());
        assertEquals(letGo, ending.told(alert(ROSSI, false)).itWasThem());
        assertEquals(
                letGo,
                ending(List.of("/usr/bin/true"), Optional.empty())
                        .told(alert(ROSSI, true))
                        .itWasThem());
        Alert odd = alert("rossi; rm", true);
        assertEquals(odd, ending.told(odd), "the helper was not asked");
        assertEquals(
                "argine guard unblock --it-was-them ACCOUNT (its name must be quoted with care)",
                odd.itWasThem());
    }

    private static Alert alert(String account, boolean stopped) {
        Incident incident =
                new Incident(
                        account,
                        "case",
                        "8 of 9 recipients do not exist",
                        true,
                        List.of("remote", "login"),
                        List.of(),
                        9,
                        9,
                        Instant.EPOCH,
                        List.of());
        return new Alert(Instant.EPOCH, Alert.Event.STOPPED, incident, stopped, "");
    }

    @Test
    void anAccountThatWasLetGoMeanwhileIsNotContainedAgain() {
        Ending ending = ending(List.of("/usr/bin/false"), Optional.empty());
        assertEquals(
                new Ending.Ended(true, "it was let go meanwhile"),
                ending.ofStopped(ROSSI, _ -> false));
        assertEquals(
                "/usr/bin/false ended with 1",
                ending.ofStopped(ROSSI, ROSSI::equals).how().split(":", 2)[0]);
    }

    @Test
    void anOddNameIsHandedToNobody() {
        Ending.Ended ended =
                ending(List.of("/usr/bin/false"), Optional.empty()).of("rossi; rm -rf /");
        assertTrue(ended.shut());
        assertTrue(ended.how().contains("the name of the account is odd"), ended.how());
    }
}
