// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.RecordStore.Replaced;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks an account through a program that stands in for IceWarp's tool. */
class AccountPropertiesTest {
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path root;

    private RecordStore store() throws IOException {
        Files.writeString(root.resolve("u_accountdisabled"), "0");
        Files.writeString(root.resolve("u_localdomain"), "0");
        Path tool =
                Files.writeString(
                        root.resolve("tool.sh"),
                        """
                        #!/bin/sh
                        cd "%s"
                        verb=$1; what=$2; shift 2
                        [ $what = account ] && shift
                        while [ $# -gt 0 ]; do
                          if [ $verb = export ]; then cat export; exit; fi
                          if [ $verb = get ]; then printf '%%s: %%s\\r\\n' "$1" "$(cat $1 2>/dev/null)"; shift
                          else printf %%s "$2" > $1; echo "$1=$2" >> calls; shift 2; fi
                        done
                        """
                                .formatted(root));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return new IcewarpAccess(root).store();
    }

    @Test
    void anAccountIsDisabledOrKeptAtHomeAndComesBack() throws IOException {
        RecordStore store = store();
        StoredRecord before = store.read(ROSSI).orElseThrow();
        assertEquals("u_accountdisabled=0\nu_localdomain=0", before.text());
        StoredRecord home = store.locked(before, Lock.SENDING).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(before, home));
        assertEquals(Replaced.CHANGED, store.replace(before, home));
        StoredRecord full = store.locked(home, Lock.FULL).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(home, full));
        assertEquals(Replaced.DONE, store.replace(full, store.unlocked(full, before)));
        assertEquals(before, store.read(ROSSI).orElseThrow());
        assertEquals(
                "u_localdomain=1\nu_accountdisabled=1\nu_accountdisabled=0\nu_localdomain=0\n",
                Files.readString(root.resolve("calls")));
    }

    @Test
    void anAccountThatIsLockedHarderStaysSoAndNoneBecomesATrap() throws IOException {
        StoredRecord harder = new StoredRecord(ROSSI, "u_accountdisabled=2\nu_localdomain=0");
        StoredRecord locked = store().locked(harder, Lock.FULL).orElseThrow();
        assertEquals(harder, locked);
        assertFalse(locked.text().contains("=3"));
    }

    @Test
    void whoAdministersIsToldOfAnAdministratorOnly() throws IOException {
        RecordStore store = store();
        Files.writeString(root.resolve("u_admin"), "0");
        Files.writeString(
                root.resolve("export"),
                "rossi@example.org,1,0,\nboss@example.org,1,1,\nverdi@example.org,0,0,\n");
        assertEquals(List.of(), store.administratorsWith(ROSSI));
        Files.writeString(root.resolve("u_admin"), "1");
        assertEquals(List.of(ROSSI), store.administratorsWith(ROSSI));
    }

    @Test
    void withoutAToolThatAnswersItCannotBeAsked() throws IOException {
        assertEquals(
                "no tool.sh in " + root,
                assertThrows(IOException.class, () -> new IcewarpAccess(root)).getMessage());
        store();
        Path tool = Files.writeString(root.resolve("tool.sh"), "#!/bin/sh\necho no licence\n");
        assertEquals(
                tool + ": no licence",
                assertThrows(IOException.class, () -> new IcewarpAccess(root)).getMessage());
    }

    /** An expired password is chosen anew by whoever logs in, so it comes after a new one. */
    @Test
    void whatTheToolCannotDoIsSaidInTheOrderInWhichItIsDone() {
        List<String> advice = IcewarpAccess.advice();
        assertEquals(
                List.of("Sessions", "Password", "After that, and not before", "Second factor"),
                advice.stream().map(line -> line.split("[:,] (?!and)", 2)[0]).toList());
        assertTrue(advice.get(2).contains("u_passwordexpired 1"));
        assertTrue(advice.get(3).contains("u_2f_enabled"));
        assertTrue(advice.get(3).contains("reset2factor"));
    }
}
