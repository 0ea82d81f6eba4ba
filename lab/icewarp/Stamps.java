// SPDX-License-Identifier: Apache-2.0
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments as the server's log and headers do; one second is written once. */
final class Stamps {
    private static final DateTimeFormatter RFC = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss ", Locale.ROOT);

    private final ZoneOffset offset;
    private final String zone;
    private final DateTimeFormatter form;
    private final boolean fraction;
    private final String tail;
    private long second = Long.MIN_VALUE;
    private String cached = "";
    private long rfcSecond = Long.MIN_VALUE;
    private String rfc = "";

    Stamps(Setup setup) {
        offset = setup.offset();
        String colon = offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
        zone = colon.replace(":", "");
        String name = setup.get("stamp");
        fraction = name.endsWith("-ms");
        tail = name.equals("iso") || name.equals("iso-ms") ? colon : name.equals("rfc822") ? zone : "";
        form = switch (name) {
            case "rfc822" -> RFC;
            case "iso", "iso-ms" -> DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
            case "iso-space" -> DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
            default -> DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
        };
    }

    LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), offset);
    }

    /** The stamp of a log line. */
    String log(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != second) {
            second = now;
            cached = form.format(local(millis));
        }
        return fraction ? cached + String.format(Locale.ROOT, ".%03d", millis - now * 1000) + tail : cached + tail;
    }

    /** The date of a header or a greeting. */
    String rfc(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != rfcSecond) {
            rfcSecond = now;
            rfc = RFC.format(local(millis)) + zone;
        }
        return rfc;
    }

    /** The number of the day since 1970, as the server's wall says. */
    long day(long millis) {
        return Math.floorDiv(millis + offset.getTotalSeconds() * 1000L, 86_400_000L);
    }
}
