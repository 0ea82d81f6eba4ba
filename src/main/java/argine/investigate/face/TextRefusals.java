// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Report.Refusing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who refuses this server's mail, as text, with their own words. */
final class TextRefusals {
    private static final String REMOVAL =
            "Ask them, or the block list that they name, to take this server off only once the"
                    + " cause is shut: whoever asks while spam still goes out is soon listed again.";
    private static final String EVERYDAY =
            "So few are everyday life: mostly it is the message that is refused, and not this server.";
    private static final int FEW = 10;

    private static final List<String> BEFORE_WORDS =
            List.of(" said: ", "refused to talk to me: ", "<<< ");

    private static final int DOMAINS = 8;
    private static final int WORDS = 4;
    private static final int HOSTS = 4;
    private static final int NAMES = 5;
    private static final int NAME = 60;

    private final Sheet sheet;
    private final Times times;

    TextRefusals(Sheet sheet, Times times) {
        this.sheet = sheet;
        this.times = times;
    }

    void print(List<Refusing> refusing) {
        if (refusing.isEmpty()) {
            return;
        }
        sheet.heading(heading(refusing));
        Grid grid = new Grid("lrll").row("", "refusals", "from, to", "since then");
        refusing.stream().limit(DOMAINS).forEach(one -> grid.row(cells(one)));
        sheet.grid(grid);
        if (refusing.size() > DOMAINS) {
            sheet.paragraph("and " + Numbers.of(refusing.size() - DOMAINS, "more domain"));
        }
        sameHost(refusing).stream().limit(HOSTS).forEach(sheet::paragraph);
        sheet.paragraph("In their words:");
        answers(refusing).stream().limit(WORDS).forEach(sheet::quote);
        sheet.paragraph(advice(refusing));
    }

    static String heading(List<Refusing> refusing) {
        long again = refusing.stream().filter(one -> one.takenSince().isPresent()).count();
        return "Who refuses this server's mail as spam: "
                + Numbers.of(refusing.size(), "domain")
                + (again == 0 ? "" : "; " + Numbers.of(again) + " of them took mail since");
    }

    /** Which servers refuse for several domains: to those who run them one has to write. */
    static List<String> sameHost(List<Refusing> refusing) {
        Map<String, List<String>> byHost = new LinkedHashMap<>();
        refusing.forEach(
                one ->
                        byHost.computeIfAbsent(one.host(), _ -> new ArrayList<>())
                                .add(Plain.line(one.domain(), NAME)));
        List<String> said = new ArrayList<>();
        byHost.forEach(
                (host, domains) -> {
                    if (!host.isEmpty() && domains.size() > 1) {
                        said.add(sameHost(host, domains, domains.size() == refusing.size()));
                    }
                });
        return said;
    }

    private static String sameHost(String host, List<String> domains, boolean all) {
        String name = Plain.line(host, NAME);
        return all
                ? "All of it was said by "
                        + name
                        + ": write to those who run it. If it is the relay host through which your mail"
                        + " goes out, it is the relay host that refuses, and not these domains."
                : name + " refuses for several: " + Wording.list(domains, NAMES) + ".";
    }

    static String since(Refusing one) {
        return one.triedSince() ? "no mail taken" : "not tried since";
    }

    static String advice(List<Refusing> refusing) {
        return refusing.stream().mapToLong(Refusing::answers).sum() < FEW ? EVERYDAY : REMOVAL;
    }

    /** One of each kind: many domains are at one provider, and differ in a number. */
    private static List<String> answers(List<Refusing> refusing) {
        Set<String> kinds = new HashSet<>();
        List<String> answers = new ArrayList<>();
        for (Refusing one : refusing) {
            String answer = answer(one);
            if (!answer.isEmpty() && kinds.add(answer.replaceAll("[^ ]*[0-9@.][^ ]*", ""))) {
                String by = one.host().isEmpty() ? "" : ", by " + one.host();
                answers.add(one.domain() + by + ": " + answer);
            }
        }
        return answers;
    }

    /** What the other server said, without what the log puts before it. */
    static String answer(Refusing one) {
        String line = one.lines().isEmpty() ? "" : one.lines().getFirst().text();
        for (String before : BEFORE_WORDS) {
            int at = line.indexOf(before);
            if (at >= 0) {
                return line.substring(at + before.length())
                        .replaceFirst("( \\(in reply to [A-Za-z ]*\\))?\\)$", "");
            }
        }
        return line;
    }

    private String[] cells(Refusing one) {
        return new String[] {
            Plain.line(one.domain(), 50),
            Numbers.of(one.answers()),
            times.span(one.firstSeen(), one.lastSeen()),
            one.takenSince().isPresent() ? "took mail" : since(one)
        };
    }
}
