// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.Geography;
import argine.detect.Mail;
import argine.detect.Saying;
import argine.detect.Story;
import argine.detect.Town;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import argine.server.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waiting messages say counts with the right account, and for as long as they wait. */
class WaitingMailTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";
    private static final String PITCH =
            "Dear friend, you have won the lottery of the great bank, and your prize of one"
                    + " million waits for you; answer today with your name and your street";

    private final Story story = Town.days(1, 11).day(12).at("02:00").fails(ANNA, THIEF, 12);
    private final List<Saying> sayings = new ArrayList<>();
    private Live live;
    private int told;

    @BeforeEach
    void begin() {
        live =
                new Live(
                        new Settings("", Town.own(), Set.of("x.test")),
                        Geography.NOWHERE,
                        "postfix");
    }

    /** The log as far as it goes is read on. */
    private void log() throws IOException {
        List<argine.mail.MailEvent> all = new ArrayList<>();
        story.log().read(all::add);
        all.subList(told, all.size()).forEach(live::event);
        told = all.size();
    }

    /** Messages of an account that were put off, and how the log names them. */
    private List<String> putOff(String account, String ip, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String to = "p" + i * 37 % 101 + "@far.test";
            String id = story.later(5).accepts(Mail.by(account, ip).of(3000 + i * 131).to(to));
            story.defers(id, to);
            ids.add(id);
        }
        return ids;
    }

    private QueuedMessage file(String id, String account, int number, Place place) {
        return new QueuedMessage(
                new QueueId(id),
                place,
                "",
                Instant.parse("2026-11-11T03:00:00Z"),
                4000,
                new Envelope(
                        Address.of(ANNA),
                        account,
                        "unknown",
                        ClientAddress.parse(THIEF).orElseThrow(),
                        "",
                        List.of(Address.of("p" + number + "@far.test"))),
                List.of(),
                new Headers(ANNA, "Your prize", "", "", "", "", false),
                PITCH);
    }

    /** The queue is looked into; returns how many messages were taken. */
    private long waits(List<String> ids, String account, Place place) {
        long before = sayings.size();
        for (int i = 0; i < ids.size(); i++) {
            Optional<Saying> saying = live.queued(file(ids.get(i), account, i, place));
            saying.ifPresent(sayings::add);
        }
        return sayings.size() - before;
    }

    private Set<String> signals() {
        Set<String> all = new TreeSet<>();
        live.look()
                .forEach(
                        suspect ->
                                suspect.found().evidence().forEach(one -> all.add(one.signal())));
        return all;
    }

    @Test
    void whatAThiefsWaitingMessagesSayIsSeen() throws IOException {
        List<String> ids = putOff(ANNA, THIEF, 30);
        log();
        assertEquals(30, waits(ids, ANNA, Place.DEFERRED));
        assertTrue(signals().contains("NearDuplicates"));
    }

    @Test
    void whatHasLeftSaysNoMore() throws IOException {
        List<String> ids = putOff(ANNA, THIEF, 30);
        log();
        waits(ids, ANNA, Place.DEFERRED);
        live.look();
        sayings.subList(0, 15).forEach(Saying::end);
        story.later(60).sends(ANNA, THIEF, "somebody@far.test");
        log();
        assertFalse(signals().contains("NearDuplicates"));
    }

    /** Each is put off once and gone before the next one comes. */
    @Test
    void messagesThatNeverWaitTogetherAreNoCampaign() throws IOException {
        for (int i = 0; i < 40; i++) {
            List<String> ids = putOff(ANNA, THIEF, 1);
            log();
            assertEquals(1, waits(ids, ANNA, Place.DEFERRED));
            live.look();
            sayings.removeLast().end();
            story.later(400).sent(ids.getFirst(), "p0@far.test").removed(ids.getFirst());
            log();
            assertFalse(signals().contains("NearDuplicates"));
        }
    }

    @Test
    void aFileThatNamesAnotherAccountThanTheLogIsLeftAlone() throws IOException {
        List<String> ids = putOff(ANNA, THIEF, 30);
        log();
        assertEquals(0, waits(ids, "bruno@x.test", Place.DEFERRED));
        assertEquals(0, waits(ids, "", Place.DEFERRED));
        assertEquals(0, waits(List.of("4B2592ABCDE"), ANNA, Place.DEFERRED));
    }

    @Test
    void whatWasNotPutOffOrIsOnHoldIsLeftAlone() throws IOException {
        List<String> ids = putOff(ANNA, THIEF, 30);
        log();
        assertEquals(0, waits(ids, ANNA, Place.ACTIVE));
        assertEquals(0, waits(ids, ANNA, Place.INCOMING));
        assertEquals(0, waits(ids, ANNA, Place.HOLD));
    }

    /** A Message-ID is whatever its sender says; here a program of this host knows Anna's. */
    @Test
    void mailThatOnlyBearsTheMessageIdOfAnAccountsSaysNothingOfIt() throws IOException {
        Mail hers = Mail.by(ANNA, Town.home("anna")).named("known@x.test").to("q@far.test");
        String id = story.later(60).accepts(hers);
        story.defers(id, "q@far.test");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String to = "p" + i * 37 % 101 + "@far.test";
            Mail form = Mail.without("127.0.0.1", ANNA).named("known@x.test").to(to);
            String copy = story.later(5).accepts(form);
            story.defers(copy, to);
            ids.add(copy);
        }
        log();
        assertEquals(0, waits(ids, "", Place.DEFERRED));
    }

    @Test
    void anAccountDoesNotFillAQueueThatNoticesFill() throws IOException {
        putOff(ANNA, THIEF, 60);
        log();
        assertTrue(signals().contains("FillsTheQueue"));
        for (int i = 0; i < 500; i++) {
            String id = story.later(1).newId();
            story.named(id, id + "@mx.x.test").active(id, "", 5000, 1);
            story.defers(id, "nobody" + i + "@far.test");
        }
        story.later(10).sends(ANNA, THIEF, "somebody@far.test");
        log();
        assertFalse(signals().contains("FillsTheQueue"));
    }

    @Test
    void whatHasLeftTheQueueFillsItNoMore() throws IOException {
        List<String> ids = putOff(ANNA, THIEF, 60);
        log();
        assertTrue(signals().contains("FillsTheQueue"));
        for (int i = 0; i < ids.size(); i++) {
            story.sent(ids.get(i), "p" + i * 37 % 101 + "@far.test").removed(ids.get(i));
        }
        story.later(10).sends(ANNA, THIEF, "somebody@far.test");
        log();
        assertFalse(signals().contains("FillsTheQueue"));
    }
}
