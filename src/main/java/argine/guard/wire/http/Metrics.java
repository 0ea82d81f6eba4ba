// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.wire.DoorSign;
import argine.guard.wire.Doors;
import argine.guard.wire.Traffic;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /metrics} in the text form that Prometheus reads, and {@code /healthz}.
 *
 * @param figures the guard's own counters, by names of letters, digits and underscores; a name may
 *     have labels behind it
 * @param health what is wrong now; empty while all is well
 */
public record Metrics(
        Doors doors, Supplier<SequencedMap<String, Long>> figures, Supplier<String> health)
        implements Route {

    @Override
    public HttpReply answer(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return HttpReply.no(405, "only GET");
        }
        return switch (request.path()) {
            case "/metrics" -> HttpReply.text(text());
            case "/healthz" ->
                    health.get().isEmpty()
                            ? HttpReply.json("{\"healthy\":true}")
                            : HttpReply.no(503, health.get());
            default -> HttpReply.no(404, "only /metrics and /healthz");
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder(2048);
        Map<DoorSign, Traffic.Sum> traffic = doors.traffic();
        ofDoors("connections_total", "counter", traffic, Traffic.Sum::connections, text);
        ofDoors("connections_open", "gauge", traffic, Traffic.Sum::open, text);
        ofDoors("connections_turned_away_total", "counter", traffic, Traffic.Sum::turnedAway, text);
        ofDoors("connections_malformed_total", "counter", traffic, Traffic.Sum::malformed, text);
        ofDoors("connections_broken_total", "counter", traffic, Traffic.Sum::broken, text);
        type("connections_too_slow_total", "counter", text);
        line("connections_too_slow_total", doors.tooSlow(), text);
        String last = "";
        for (Map.Entry<String, Long> figure : figures.get().entrySet()) {
            String name = figure.getKey().replaceFirst("\\{.*", "");
            if (!name.equals(last)) {
                type(name, name.endsWith("_total") ? "counter" : "gauge", text);
                last = name;
            }
            line(figure.getKey(), figure.getValue(), text);
        }
        return text.toString();
    }

    private static void ofDoors(
            String name,
            String type,
            Map<DoorSign, Traffic.Sum> traffic,
            Function<Traffic.Sum, Long> figure,
            StringBuilder text) {
        type(name, type, text);
        traffic.forEach(
                (sign, sum) ->
                        line(
                                name
                                        + "{door=\""
                                        + sign.name()
                                        + "\",at=\""
                                        + sign.endpoint().toString().replaceAll("[\"\\\\\n]", "?")
                                        + "\"}",
                                figure.apply(sum),
                                text));
    }

    private static void type(String name, String type, StringBuilder text) {
        text.append("# TYPE argine_guard_").append(name).append(' ').append(type).append('\n');
    }

    private static void line(String name, long value, StringBuilder text) {
        text.append("argine_guard_").append(name).append(' ').append(value).append('\n');
    }
}
