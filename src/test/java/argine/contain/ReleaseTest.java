// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release says of each store. */
class ReleaseTest {
    @TempDir Path folder;
    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
    }

    private List<String> would(boolean samePassword) throws IOException {
        return Containment.releasePlan(
                        house.access(), house.store, House.CLOCK, House.ROSSI, samePassword)
                .done();
    }

    private void lockTheStoreToo() throws IOException {
        house.contain(
                new Order(Optional.empty(), true, Set.of(), false, Optional.empty(), false, false));
    }

    @Test
    void noLockIsTakenOffWhereOnlyThePasswordWasChanged() throws IOException {
        house.contain(House.ALL);
        assertEquals(
                List.of(
                        "memory accounts: only the password was changed; leave the new one",
                        "memory list: take the lock off"),
                would(false));
        assertEquals(
                List.of(
                        "memory accounts: only the password was changed; it is still the new one.",
                        "memory list is as it was."),
                house.release(false).done());
    }

    @Test
    void aLockOfAnyReceiptIsTakenOff() throws IOException {
        house.hasList = false;
        house.contain(House.order(Set.of(Step.LOCK)));
        lockTheStoreToo();
        assertEquals(List.of("memory accounts: take the lock off"), would(false));
        assertEquals(
                List.of("memory accounts: the lock is off; the password is the new one."),
                house.release(false).done());
    }

    @Test
    void aStoreThatTwoReceiptsChangedIsSpokenOfOnce() throws IOException {
        house.contain(House.ALL);
        lockTheStoreToo();
        assertEquals(
                List.of(
                        "memory accounts: as it was on 2026-11-26, the password too",
                        "memory list: take the lock off"),
                would(true));
        assertEquals(
                List.of("memory accounts is as it was.", "memory list is as it was."),
                house.release(true).done());
    }

    @Test
    void theOldPasswordIsNotCalledTheNewOneWhereSomethingElseChangedMeanwhile() throws IOException {
        house.contain(House.ALL);
        house.accounts.accounts.computeIfPresent(
                House.ROSSI, (_, record) -> record.replace("/open", "/changed"));
        assertEquals(
                List.of(
                        "memory accounts: the password is the old one.",
                        "memory list is as it was."),
                house.release(true).done());
    }

    @Test
    void anAccountThatIsGoneIsSaidOnce() throws IOException {
        house.contain(House.ALL);
        house.contain(House.ALL);
        house.accounts.accounts.remove(House.ROSSI);
        assertEquals(
                List.of(
                        "The account is not in memory accounts any more.",
                        "memory list is as it was."),
                house.release(true).done());
    }
}
