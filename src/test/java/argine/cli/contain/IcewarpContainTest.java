// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code argine contain --icewarp}, with IceWarp's own tool and where that gives no answer. */
class IcewarpContainTest {
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;

    private Path root() {
        return folder.resolve("icewarp");
    }

    private static void message(Path queue, String place, String id, String account)
            throws IOException {
        Path file = queue.resolve(place).resolve(id + ".tmp");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "LocalSender: %1$s\r\nFrom: <%1$s>\r\nMsgID: %2$s\r\nRcptTo: <a@b.test>\r\n\r\nReceived: from pc ([203.0.113.77])\r\n\tby mail.example.org (IceWarp 14.0.0) with ASMTP id %2$s for <a@b.test>; Tue, 24 Nov 2026 09:33:22 +0100\r\nFrom: %1$s\r\nSubject: %2$s\r\n\r\nHello %2$s\r\n"
                        .formatted(account, id));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:00:00Z")));
    }

    /** Two messages of the account, and one of somebody else. */
    private static void fill(Path queue) throws IOException {
        message(queue, "retry", "AAA00001", ROSSI);
        message(queue, "priority_1", "AAA00002", ROSSI);
        message(queue, "retry", "AAA00003", "verdi@example.org");
    }

    private static TreeSet<String> waiting(Path queue) throws IOException {
        try (Stream<Path> files = Files.walk(queue)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()).substring(0, 8))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Path queue() {
        return root().resolve("mail/_outgoing");
    }

    private void tool(String text) throws IOException {
        Path tool = Files.writeString(root().resolve("tool.sh"), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }

    private void answeringTool() throws IOException {
        tool(
                "cd '"
                        + root()
                        + "'\n"
                        + """
                        verb=$1 what=$2; shift 2
                        [ $what = account ] && shift
                        while [ $# -gt 0 ]; do
                          if [ $verb = get ]; then printf '%s: %s\\r\\n' "$1" "$(cat $1 2>/dev/null || echo 0)"; shift
                          else printf %s "$2" > $1; shift 2; fi
                        done
                        """);
    }

    private String contain(int exit, String... more) {
        List<String> words = new ArrayList<>(List.of("contain", ROSSI));
        words.addAll(List.of("--icewarp", root().toString()));
        words.addAll(List.of("--store", folder.resolve("store").toString()));
        words.addAll(List.of(more));
        return OnRestingServer.typed(exit, words);
    }

    private static String flat(String page) {
        return page.replaceAll("\\s+", " ");
    }

    @Test
    void withoutTheToolItsMailIsHeldAndWhatIsLeftIsSaidWithWhatToType() throws IOException {
        fill(queue());
        String plan = contain(Exit.NOT_DONE);
        assertTrue(flat(plan).contains("hold 2 of its messages"), plan);
        String done = contain(Exit.NOT_DONE, "--yes");
        assertTrue(done.startsWith("NOT SHUT " + ROSSI), done);
        assertTrue(flat(done).contains("held 2, receipt 2026-11-27.2"), done);
        String left =
                "IceWarp could not be asked (no tool.sh in "
                        + root()
                        + "): the account is not locked, gets no new password, and its sessions go"
                        + " on. To have it done, on the IceWarp host, in its folder, type"
                        + " ./tool.sh set account NAME u_localdomain 1 (sends nothing outside), or"
                        + " u_accountdisabled 1 (nobody logs in; never 3), or set the account's"
                        + " state to disabled for login in the administration (Management > Users).";
        assertTrue(flat(plan).contains(left), plan);
        assertTrue(flat(done).contains(left), done);
        assertEquals(new TreeSet<>(List.of("AAA00003")), waiting(queue()));
        assertEquals(1, OnRestingServer.proposed(done).size(), done);
        List<String> undo = OnRestingServer.proposed(done).getLast();
        assertEquals(
                List.of("sweep", "--undo", "2026-11-27.2"), undo.subList(0, 3), undo::toString);
        OnRestingServer.typed(Exit.DONE, undo);
        assertEquals(3, waiting(queue()).size());
    }

    @Test
    void aToolThatCannotRunHereCountsAsNone() throws IOException {
        fill(queue());
        tool("echo 'tool: cannot execute: required file not found' >&2; exit 127\n");
        String done = contain(Exit.NOT_DONE, "--yes");
        assertTrue(done.startsWith("NOT SHUT " + ROSSI), done);
        assertTrue(
                flat(done)
                        .contains(
                                "IceWarp could not be asked ("
                                        + root().resolve("tool.sh")
                                        + ": tool: cannot execute: required file not found)"),
                done);
        assertEquals(new TreeSet<>(List.of("AAA00003")), waiting(queue()));
    }

    @Test
    void whereNothingAtAllCanBeDoneItIsRefusedInOneSentence() throws IOException {
        Files.createDirectories(root().resolve("logs"));
        Files.writeString(root().resolve("logs/s20261124-00.log"), "");
        String why =
                "nothing can be done for rossi@example.org from here: no queue found here; name"
                        + " IceWarp's: --queue .../mail/_outgoing; IceWarp could not be asked (no"
                        + " tool.sh in ";
        for (String page : List.of(contain(Exit.NOT_DONE), contain(Exit.NOT_DONE, "--yes"))) {
            assertTrue(page.contains(why), page);
            assertEquals(1, page.lines().count(), page);
        }
        fill(queue());
        String without = contain(Exit.NOT_DONE, "--without", "queue");
        assertTrue(without.startsWith("argine: nothing can be done for " + ROSSI), without);
    }

    @Test
    void aToolThatAnswersLocks() throws IOException {
        fill(queue());
        answeringTool();
        String done = contain(Exit.NOT_DONE, "--yes");
        assertTrue(flat(done).contains("nobody can log in: IceWarp " + root()), done);
        assertTrue(!done.contains("could not be asked"), done);
        assertEquals("1", Files.readString(root().resolve("u_accountdisabled")));
        for (List<String> back : OnRestingServer.proposed(done)) {
            OnRestingServer.typed(Exit.DONE, with(back));
        }
        assertEquals("0", Files.readString(root().resolve("u_accountdisabled")));
        assertEquals(3, waiting(queue()).size());
    }

    /** The password was not changed, so the release has to be told that this is meant. */
    private static List<String> with(List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (words.getFirst().equals("contain")) {
            all.add("--same-password");
        }
        return all;
    }

    @Test
    void aQueueThatACopyLeadsToIsTakenOnlyWhenItIsNamed() throws IOException {
        Path live = folder.resolve("live/_outgoing");
        fill(live);
        Files.createDirectories(root());
        Files.writeString(root().resolve("path.dat"), "\n".repeat(7) + live + "\n");
        String named =
                root()
                        + ": its queue would be "
                        + live
                        + ", which lies elsewhere; if that is meant, name it with --queue";
        assertTrue(contain(Exit.NOT_DONE).contains(named));
        assertTrue(contain(Exit.NOT_DONE, "--yes").contains(named));
        answeringTool();
        String plan = contain(Exit.NOT_DONE);
        assertTrue(flat(plan).contains("NOT POSSIBLE: " + named), plan);
        String done = contain(Exit.NOT_DONE, "--yes");
        assertTrue(flat(done).contains("NOT DONE: " + named), done);
        assertTrue(flat(done).contains("nobody can log in: IceWarp " + root()), done);
        assertEquals(3, waiting(live).size());
        contain(Exit.NOT_DONE, "--queue", live.toString(), "--yes");
        assertEquals(new TreeSet<>(List.of("AAA00003")), waiting(live));
    }

    @Test
    void whatIceWarpMovedAfterItWasPutBackIsLeftToo() throws IOException {
        fill(queue());
        String done = contain(Exit.NOT_DONE, "--yes");
        OnRestingServer.typed(Exit.DONE, OnRestingServer.proposed(done).getLast());
        Files.move(
                queue().resolve("priority_1/AAA00002.tmp"), queue().resolve("retry/0000017.tmp"));
        Files.delete(queue().resolve("retry/AAA00001.tmp"));
        message(queue(), "retry", "AAA00004", ROSSI);
        String again = contain(Exit.NOT_DONE, "--yes");
        assertTrue(flat(again).contains("; 1 that was held before and put back is left"), again);
        assertEquals(new TreeSet<>(List.of("0000017.", "AAA00003")), waiting(queue()));
    }
}
