// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdbTest {
    @TempDir private Path folder;

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }

    private File file(String name, MmdbFile content) throws IOException {
        Path file = folder.resolve(name);
        content.write(file);
        return file.toFile();
    }

    private static Map<String, Object> city(String country, double latitude, double longitude) {
        return Map.of(
                "country",
                Map.of("iso_code", country),
                "location",
                Map.of("latitude", latitude, "longitude", longitude));
    }

    @Test
    void countriesOfBothKindsOfFilesAndOfBothKindsOfAddressesAreRead() throws IOException {
        MmdbFile content =
                new MmdbFile()
                        .with("203.0.113.0", 24, Map.of("country_code", "BR"))
                        .with("2001:db8:7c::", 48, Map.of("country", Map.of("iso_code", "IT")));
        Mmdb mmdb = new Mmdb(List.of(file("country.mmdb", content)));
        assertEquals("BR", mmdb.country(address("203.0.113.9")));
        assertEquals("IT", mmdb.country(address("2001:db8:7c::17")));
        assertEquals("", mmdb.country(address("198.51.100.1")));
        assertEquals("", mmdb.organisation(address("203.0.113.9")));
    }

    @Test
    void severalFilesCompleteEachOther() throws IOException {
        MmdbFile asn =
                new MmdbFile()
                        .with(
                                "203.0.113.0",
                                24,
                                Map.of(
                                        "autonomous_system_number",
                                        64_500L,
                                        "autonomous_system_organization",
                                        "Example Hosting"));
        MmdbFile city =
                new MmdbFile()
                        .with("203.0.113.0", 24, city("BR", -23.5, -46.6))
                        .with("192.0.2.0", 24, city("IT", 41.9, 12.5));
        Mmdb mmdb = new Mmdb(List.of(file("asn.mmdb", asn), file("city.mmdb", city)));
        assertEquals("AS64500 Example Hosting", mmdb.organisation(address("203.0.113.9")));
        assertEquals("BR", mmdb.country(address("203.0.113.9")));
        double far = mmdb.kilometres(address("203.0.113.9"), address("192.0.2.1")).orElseThrow();
        assertTrue(far > 9_000 && far < 9_600, "Rome to Sao Paulo: " + far);
        assertEquals(
                OptionalDouble.empty(),
                mmdb.kilometres(address("203.0.113.9"), address("198.51.100.1")));
    }

    @Test
    void whatIsNoSuchFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no database");
        IOException thrown =
                assertThrows(IOException.class, () -> new Mmdb(List.of(file.toFile())));
        assertTrue(thrown.getMessage().startsWith(file + ": not a readable MMDB file"));
    }
}
