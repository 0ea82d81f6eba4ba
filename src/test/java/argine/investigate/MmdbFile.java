// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.mail.ClientAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a small MMDB file, format 2.0: a tree of IPv6 bits, 24 bits a record, and maps of strings,
 * whole numbers and doubles as data. IPv4 networks stand below {@code ::/96}.
 */
final class MmdbFile {
    private static final int EMPTY = -1;
    private static final byte[] MARKER =
            "\u00AB\u00CD\u00EFMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR = 16;
    private static final int V4_STARTS = 96;
    private static final int LONG = 29;

    /** Two records a node: a node, {@link #EMPTY}, or data as {@code -2 - offset}. */
    private final List<int[]> nodes = new ArrayList<>();

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    MmdbFile() {
        node();
    }

    private int node() {
        nodes.add(new int[] {EMPTY, EMPTY});
        return nodes.size() - 1;
    }

    /** Adds a network, {@code length} bits of an address, and what is known about it. */
    MmdbFile with(String address, int length, Map<String, Object> known) {
        ClientAddress client = ClientAddress.parse(address).orElseThrow();
        long low = client.isV4() ? client.low() & 0xFFFF_FFFFL : client.low();
        int bits = client.isV4() ? length + V4_STARTS : length;
        int node = 0;
        for (int i = 0; i < bits - 1; i++) {
            int side = bit(client.high(), low, i);
            if (nodes.get(node)[side] == EMPTY) {
                nodes.get(node)[side] = node();
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[bit(client.high(), low, bits - 1)] = -2 - data.size();
        value(data, known);
        return this;
    }

    private static int bit(long high, long low, int index) {
        return (int) ((index < 64 ? high >>> 63 - index : low >>> 127 - index) & 1);
    }

    void write(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            record(out, node[0]);
            record(out, node[1]);
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARKER);
        value(out, metadata());
        Files.write(file, out.toByteArray());
    }

    private void record(ByteArrayOutputStream out, int target) {
        int number = target;
        if (target == EMPTY) {
            number = nodes.size();
        } else if (target < EMPTY) {
            number = nodes.size() + SEPARATOR + (-2 - target);
        }
        out.write(number >>> 16);
        out.write(number >>> 8);
        out.write(number);
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "node_count", (long) nodes.size(),
                "record_size", 24L,
                "ip_version", 6L,
                "database_type", "Test",
                "languages", List.of("en"),
                "binary_format_major_version", 2L,
                "binary_format_minor_version", 0L,
                "build_epoch", 1_795_000_000L,
                "description", Map.of("en", "a test"));
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, bytes.length);
                out.writeBytes(bytes);
            }
            case Double number -> {
                control(out, 3, Double.BYTES);
                whole(out, Double.doubleToLongBits(number), Double.BYTES);
            }
            case Long number -> {
                control(out, 6, Integer.BYTES);
                whole(out, number, Integer.BYTES);
            }
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                new TreeMap<>(map)
                        .forEach(
                                (key, item) -> {
                                    value(out, key);
                                    value(out, item);
                                });
            }
            case List<?> list -> {
                control(out, 11, list.size());
                list.forEach(item -> value(out, item));
            }
            default -> throw new IllegalArgumentException("no such type: " + value);
        }
    }

    /** A type and a length below 285; types from 8 on have a byte of their own. */
    private static void control(ByteArrayOutputStream out, int type, int length) {
        int bits = Math.min(length, LONG);
        out.write(type > 7 ? bits : type << 5 | bits);
        if (type > 7) {
            out.write(type - 7);
        }
        if (bits == LONG) {
            out.write(length - LONG);
        }
    }

    private static void whole(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
