// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.AccountStore;
import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.RecordStore.Replaced;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deny lists and passwd-files: what is written, what stays, and what is refused. */
class DovecotStoresTest {
    private static final String ROSSI = "Rossi@example.org";
    private static final List<String> SERVICES = List.of("imap", "smtp", "submission");
    private static final List<String> SENDING = List.of("smtp", "submission");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    private DenyList list(String format) {
        return new DenyList(new RewrittenFile(file), new LookupKey(format), SERVICES, SENDING);
    }

    private AccountStore store() {
        return new PasswdFileStore(
                new RewrittenFile(file),
                new LookupKey("%Lu"),
                "CRYPT",
                (password, scheme, _) -> "{" + scheme + "}" + password);
    }

    private static StoredRecord read(RecordStore store) throws IOException {
        return store.read(ROSSI).orElseThrow();
    }

    @Test
    void whatAKilledRunLeftUnfinishedIsRemovedByTheNextChange() throws IOException {
        Files.writeString(file, "# who may not\n");
        Path left = Files.writeString(folder.resolve(".file.argine-1234"), "half a li");
        Path others = Files.writeString(folder.resolve(".file2.argine-1234"), "another's");
        DenyList list = list("%Ls/%Lu");
        StoredRecord before = read(list);
        assertEquals(
                Replaced.DONE,
                list.replace(before, list.locked(before, Lock.SENDING).orElseThrow()));
        assertTrue(Files.notExists(left));
        assertTrue(Files.exists(others));
    }

    @Test
    void aDenyListByServiceShutsSendingAlone() throws IOException {
        Files.writeString(file, "# who may not\n");
        DenyList list = list("%Ls/%Lu");
        StoredRecord before = read(list);
        StoredRecord after = list.locked(before, Lock.SENDING).orElseThrow();
        assertEquals(Replaced.DONE, list.replace(before, after));
        assertEquals(
                "# who may not\nsmtp/rossi@example.org:\nsubmission/rossi@example.org:\n",
                Files.readString(file));
        assertEquals(Replaced.DONE, list.replace(after, list.unlocked(after, before)));
        assertEquals("# who may not\n", Files.readString(file));
    }

    @Test
    void otherNamesThatLogInToTheAccountAreTold() throws IOException {
        Files.writeString(
                file,
                """
                rossi@example.org:{PLAIN}x:::::: user=rossi@example.org
                ferrari:{PLAIN}y::::::allow_nets=10.0.0.0/8 user=Rossi@example.org
                zo\u00eb:{PLAIN}y:::::: user=rossi@example.org nologin=
                conti:{PLAIN}y:::::: user=rossi@example.org.other
                short:{PLAIN}y
                """);
        assertEquals(List.of("ferrari", "zo\u00eb"), store().otherNames(ROSSI));
    }

    @Test
    void aDenyListOfAllServicesCannotShutSendingAlone() throws IOException {
        Files.writeString(file, "");
        DenyList list = list("%Lu");
        assertEquals(Optional.empty(), list.locked(read(list), Lock.SENDING));
        assertEquals(
                Optional.of(new StoredRecord(ROSSI, "rossi@example.org:")),
                list.locked(read(list), Lock.FULL));
    }

    @Test
    void aDenyListComesBackByteForByteHoweverItEnds() throws IOException {
        for (String text :
                List.of(
                        "",
                        "x:\n",
                        "x:",
                        "\n",
                        "x:\r\ny:\r\n",
                        "rossi@example.orgx:\n",
                        "a:\n\n")) {
            Files.writeString(file, text);
            DenyList list = list("%Lu");
            StoredRecord before = read(list);
            StoredRecord after = list.locked(before, Lock.FULL).orElseThrow();
            assertEquals(Replaced.DONE, list.replace(before, after), text);
            assertTrue(Files.readString(file).contains("rossi@example.org:"));
            assertEquals(Replaced.DONE, list.replace(after, before), text);
            assertEquals(text, Files.readString(file));
        }
    }

    @Test
    void anAccountThatIsDeniedAlreadyStaysSo() throws IOException {
        Files.writeString(file, "rossi@example.org:by hand\n");
        DenyList list = list("%Lu");
        assertEquals(Optional.of(read(list)), list.locked(read(list), Lock.FULL));
    }

    @Test
    void onlyOneLineOfAPasswdFileChanges() throws IOException {
        String first = "# comment\nbianchi@example.org:{PLAIN}x::::::\nrossi@example.org:";
        String last = ":5000:5000::/home/r::quota=1 note=a:b\nzoe@example.org:y\n";
        Files.writeString(file, first + "{SSHA}old" + last);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        StoredRecord before = read(store());
        StoredRecord after = store().withPassword(before, "new").orElseThrow();
        assertEquals(Replaced.DONE, store().replace(before, after));
        assertEquals(first + "{SSHA}new" + last, Files.readString(file));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(Replaced.DONE, store().replace(after, store().withPasswordOf(after, before)));
        assertEquals(first + "{SSHA}old" + last, Files.readString(file));
    }

    @Test
    void theNewFileBelongsToWhomTheOldOneDid() throws IOException {
        Files.writeString(file, "rossi@example.org:old\n");
        if (!Files.getAttribute(file, "unix:uid").equals(0)) {
            System.err.println("left out: files are given to others by root alone (see ./check)");
            return;
        }
        Files.setAttribute(file, "unix:uid", 54_321);
        Files.setAttribute(file, "unix:gid", 12_345);
        StoredRecord before = read(store());
        assertEquals(
                Replaced.DONE,
                store().replace(before, store().withPassword(before, "new").orElseThrow()));
        assertEquals("rossi@example.org:{CRYPT}new\n", Files.readString(file));
        assertEquals(54_321, Files.getAttribute(file, "unix:uid"));
        assertEquals(12_345, Files.getAttribute(file, "unix:gid"));
    }

    @Test
    void whoReadsTheFileMeanwhileHasTheWholeOldOne() throws IOException {
        String old = "rossi@example.org:old\n" + "x@example.org:y\n".repeat(9);
        Files.writeString(file, old);
        try (InputStream reader = Files.newInputStream(file)) {
            StoredRecord before = read(store());
            store().replace(before, store().withPassword(before, "new").orElseThrow());
            assertEquals(old, new String(reader.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertTrue(Files.readString(file).startsWith("rossi@example.org:{CRYPT}new\n"));
    }

    @Test
    void theLockOfAPasswdFileLeavesThePasswordAlone() throws IOException {
        for (String line :
                List.of(
                        "rossi@example.org:h",
                        "rossi@example.org:h::::::",
                        "rossi@example.org:h::::::quota=1  x=2",
                        "rossi@example.org:h::::::allow_nets=192.0.2.0/24 x=2")) {
            Files.writeString(file, line + "\n");
            StoredRecord before = read(store());
            StoredRecord locked = store().locked(before, Lock.FULL).orElseThrow();
            assertTrue(locked.text().endsWith("allow_nets=192.0.2.1/32"), locked.text());
            assertEquals(Replaced.DONE, store().replace(before, locked));
            StoredRecord other = store().withPassword(locked, "new").orElseThrow();
            StoredRecord open = store().unlocked(other, before);
            assertEquals(before.text().replace(":h", ":{CRYPT}new"), open.text());
            assertEquals(before, store().withPasswordOf(open, before));
        }
    }

    @Test
    void anAccountThatWasChangedMeanwhileIsNotWritten() throws IOException {
        Files.writeString(file, "rossi@example.org:old\n");
        StoredRecord before = read(store());
        StoredRecord after = store().withPassword(before, "new").orElseThrow();
        Files.writeString(file, "rossi@example.org:changed\n");
        assertEquals(Replaced.CHANGED, store().replace(before, after));
        Files.writeString(file, "");
        assertEquals(Replaced.GONE, store().replace(before, after));
    }

    @Test
    void aSymbolicLinkIsNotWrittenThrough() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "x:y\n");
        Files.createSymbolicLink(file, other);
        assertThrows(IOException.class, () -> list("%Lu").read(ROSSI));
        assertEquals("x:y\n", Files.readString(other));
    }

    @Test
    void twoLinesOfOneAccountAreNotGuessedAbout() throws IOException {
        Files.writeString(file, "rossi@example.org:a\nrossi@example.org:b\n");
        assertThrows(IOException.class, () -> store().read(ROSSI));
    }

    @Test
    void aTextWithinTheSameSecondHasALaterTime() throws IOException {
        Files.writeString(file, "rossi@example.org:{SSHA}aaa\n");
        long first = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
        StoredRecord before = read(store());
        store().replace(before, store().withPassword(before, "bbb").orElseThrow());
        assertTrue(Files.getLastModifiedTime(file).toInstant().getEpochSecond() > first);
    }

    @Test
    void aFormatThatIsNotUnderstoodIsNotGuessed() {
        assertEquals(Optional.empty(), new LookupKey("%h").of("a", "imap"));
        assertEquals(Optional.of("smtp/rossi"), new LookupKey("%s/%Ln").of("Rossi@x", "smtp"));
        assertTrue(new LookupKey("%Ls:%u").isByService());
    }

    @Test
    void passdbsAreReadFromWhatDoveconfPrints() {
        List<Passdb> all =
                Passdb.of(
                        "protocols = imap\npassdb {\n  args = scheme=SHA512-CRYPT username_format=%Lu"
                                + " /etc/dovecot/users\n  deny = no\n  driver = passwd-file\n}\n"
                                + "passdb {\n  args = /etc/dovecot/deny-%s\n  deny = yes\n"
                                + "  driver = passwd-file\n}\n");
        assertEquals(2, all.size());
        assertEquals(Optional.of(Path.of("/etc/dovecot/users")), all.getFirst().file());
        assertEquals("SHA512-CRYPT", all.getFirst().scheme());
        assertEquals(Optional.empty(), all.get(1).file());
        assertTrue(all.get(1).isDeny());
    }

    @Test
    void aDenyListThatIsNotUnderstoodLocksNobody() throws IOException {
        Files.writeString(file, "");
        for (String format : List.of("%{user | lower}", "%{service}/%u", "%h", "%s", "%Ld", "x")) {
            DenyList list = list(format);
            assertThrows(IOException.class, () -> list.read(ROSSI), format);
            StoredRecord none = new StoredRecord(ROSSI, "");
            assertEquals(Optional.empty(), list.locked(none, Lock.FULL), format);
            assertEquals(Optional.empty(), list.locked(none, Lock.SENDING), format);
        }
        assertEquals("", Files.readString(file));
    }

    @Test
    void aListThatNoServiceAsksLocksNobody() {
        DenyList list =
                new DenyList(new RewrittenFile(file), new LookupKey("%Lu"), List.of(), List.of());
        assertEquals(Optional.empty(), list.locked(new StoredRecord(ROSSI, ""), Lock.FULL));
    }
}
