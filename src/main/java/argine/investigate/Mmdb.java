// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Geography;
import argine.mail.ClientAddress;
import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where addresses are, from the administrator's own MMDB files (country, city or ASN, any of them).
 *
 * <p>A file that holds something else, or nothing about an address, gives no answer; nothing is
 * asked of the network.
 */
public final class Mmdb implements Geography {
    private static final double EARTH_RADIUS = 6371;
    private static final int REMEMBERED = 50_000;

    private record Place(String country, String organisation, Optional<double[]> position) {}

    private static final Place NOWHERE = new Place("", "", Optional.empty());

    private final List<Reader> readers = new ArrayList<>();
    private final Map<ClientAddress, Place> places = new HashMap<>();

    /**
     * Opens the files.
     *
     * @throws IOException when one is not an MMDB file
     */
    public Mmdb(List<File> files) throws IOException {
        for (File file : files) {
            try {
                readers.add(new Reader(file, Reader.FileMode.MEMORY));
            } catch (IOException | RuntimeException e) {
                throw new IOException(file + ": not a readable MMDB file: " + e.getMessage(), e);
            }
        }
    }

    private synchronized Place place(ClientAddress address) {
        if (places.size() > REMEMBERED) {
            places.clear();
        }
        return places.computeIfAbsent(address, this::lookUp);
    }

    private Place lookUp(ClientAddress address) {
        Place place = NOWHERE;
        for (Reader reader : readers) {
            place = merge(place, record(reader, address));
        }
        return place;
    }

    private static Map<?, ?> record(Reader reader, ClientAddress address) {
        try {
            Map<?, ?> record = reader.get(InetAddress.ofLiteral(address.toString()), Map.class);
            return record == null ? Map.of() : record;
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }

    private static Place merge(Place place, Map<?, ?> record) {
        String country = text(record, "country_code");
        if (country.isEmpty() && record.get("country") instanceof Map<?, ?> nested) {
            country = text(nested, "iso_code");
        }
        String number = text(record, "autonomous_system_number");
        String name = text(record, "autonomous_system_organization");
        String organisation = number.isEmpty() ? name : ("AS" + number + " " + name).strip();
        return new Place(
                place.country.isEmpty() ? country : place.country,
                place.organisation.isEmpty() ? organisation : place.organisation,
                place.position.isPresent() ? place.position : position(record));
    }

    private static String text(Map<?, ?> record, String key) {
        Object value = record.get(key);
        return value == null ? "" : value.toString();
    }

    private static Optional<double[]> position(Map<?, ?> record) {
        Map<?, ?> location = record.get("location") instanceof Map<?, ?> map ? map : Map.of();
        return location.get("latitude") instanceof Number latitude
                        && location.get("longitude") instanceof Number longitude
                ? Optional.of(new double[] {latitude.doubleValue(), longitude.doubleValue()})
                : Optional.empty();
    }

    @Override
    public String country(ClientAddress address) {
        return place(address).country;
    }

    @Override
    public String organisation(ClientAddress address) {
        return place(address).organisation;
    }

    @Override
    public OptionalDouble kilometres(ClientAddress from, ClientAddress to) {
        Optional<double[]> here = place(from).position;
        Optional<double[]> there = place(to).position;
        return here.isPresent() && there.isPresent()
                ? OptionalDouble.of(greatCircle(here.get(), there.get()))
                : OptionalDouble.empty();
    }

    /** The haversine formula. */
    private static double greatCircle(double[] a, double[] b) {
        double up = Math.sin(Math.toRadians(b[0] - a[0]) / 2);
        double across = Math.sin(Math.toRadians(b[1] - a[1]) / 2);
        double h =
                up * up
                        + Math.cos(Math.toRadians(a[0]))
                                * Math.cos(Math.toRadians(b[0]))
                                * across
                                * across;
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
