// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import argine.mail.Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FromAddressesTest {
    @Test
    void theUsualFormsHaveOneAddress() {
        for (String usual :
                List.of(
                        "rossi@example.org",
                        " Rossi@Example.org ",
                        "<rossi@example.org>",
                        "Marco Rossi <rossi@example.org>",
                        "\"Rossi, Marco\" <rossi@example.org>",
                        "\"boss@bank.test\" <rossi@example.org>",
                        "=?utf-8?q?boss=40bank.test?=\r\n\t<rossi@example.org>",
                        "rossi@example.org (Marco (of) Rossi)",
                        "(boss@bank.test) rossi@example.org",
                        "Marco <@relay.test,@b.test:rossi@example.org>")) {
            assertEquals(List.of("rossi@example.org"), read(usual), usual);
        }
    }

    @Test
    void everyAuthorCounts() {
        assertEquals(List.of("a@x", "b@y"), read("A <a@x>, b@y"));
        assertEquals(List.of("a@x", "b@y"), read("Team: A <a@x>, B <b@y>;"));
        assertEquals(List.of("a@x", "b@y"), read("A <a@x> <b@y>"));
        assertEquals(List.of("a@x", "b@y"), read("a@x", "b@y"));
    }

    @Test
    void whatSomeReadersTakeForTheAuthorCounts() {
        assertEquals(List.of("me@x", "boss@bank"), read("boss@bank <me@x>"));
        assertEquals(List.of("me@x", "boss@bank"), read("<me@x> boss@bank"));
        assertEquals(List.of("boss@bank", "me@x"), read("boss@bank: me@x;"));
        assertEquals(List.of("boss@bank", "me@x"), read("me@x (<boss@bank>"));
        assertEquals(List.of("me@x", "boss@bank"), read("<me@x> \"boss@bank"));
        assertEquals(List.of("me@x", "boss@bank"), read("boss@bank@ <me@x>"));
        assertEquals(List.of("me@x", "@bank"), read("\"boss\"@bank <me@x>"));
        assertEquals(List.of("me@x", "me@x"), read("'me@x' <me@x>"));
        assertEquals(List.of("me@x", "me@x"), read("me@x <me@x>"));
        assertEquals(List.of("me@x"), read("Support @ Corp, <me@x>").subList(1, 2));
        assertEquals(List.of("me@x"), read("Support @ Corp <me@x>"));
        assertEquals(List.of("me@x"), read("\"a \\\" boss@bank\" <me@x>"));
    }

    @Test
    void whatCannotBeReadCountsAsItStands() {
        assertEquals(List.of("no address"), read("no address"));
        assertEquals(List.of("a@x"), read("broken <a@x"));
        assertEquals(List.of("\"never closed a@x"), read("\"never closed a@x"));
        assertEquals(List.of("a@x"), read("(never closed a@x"));
        assertEquals(List.of("\"a b\"@x"), read("\"a b\"@x"));
        assertEquals(1, read("@':").size());
    }

    @Test
    void theLongestHeaderIsReadAtOnce() {
        for (String part : List.of("x", "x@", "\\", "'", "(", "\"", "\"x\" ")) {
            String header = part.repeat(250_000 / part.length()) + " <a@x>";
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> read(header), part);
        }
    }

    @Test
    void moreThanAnybodyHasCountsAsNobody() {
        List<String> all = read("a@x,".repeat(1000));
        assertEquals(101, all.size());
        assertEquals("more than 100 addresses in from", all.getLast().toLowerCase(Locale.ROOT));
    }

    private static List<String> read(String... values) {
        FromAddresses addresses = new FromAddresses();
        for (String value : values) {
            addresses.add(value);
        }
        return addresses.all().stream().map(Address::toString).toList();
    }
}
