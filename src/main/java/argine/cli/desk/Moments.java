// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the times that people type: {@code 2026-11-24}, {@code 2026-11-24T08:00}, with a zone or
 * without, or how long ago: {@code 36h}, {@code 7d}.
 */
public final class Moments implements ITypeConverter<Instant> {
    private final Clock clock;

    public Moments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        try {
            return read(text.strip());
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time; write 2026-11-24, 2026-11-24T08:00, 36h or 7d");
        }
    }

    private Instant read(String text) {
        if (text.matches("\\d{1,6}[mhd]")) {
            long count = Long.parseLong(text.substring(0, text.length() - 1));
            Duration unit =
                    switch (text.charAt(text.length() - 1)) {
                        case 'm' -> Duration.ofMinutes(1);
                        case 'h' -> Duration.ofHours(1);
                        default -> Duration.ofDays(1);
                    };
            return clock.instant().minus(unit.multipliedBy(count));
        }
        if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
            return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
        }
        String iso = text.replace(' ', 'T');
        boolean zoned = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(clock.getZone()).toInstant();
    }
}
