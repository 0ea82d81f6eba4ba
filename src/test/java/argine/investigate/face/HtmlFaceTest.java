// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.Report;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlFaceTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>");
    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @Test
    void theVerdictIsTheTitleAndTheHeading() {
        String page = page(SampleReports.breach());
        String rest =
                ": rossi@example.org. The password was guessed; 300 messages to 900 addresses since 24 Nov 08:28 (proved).";
        assertTrue(page.contains("<title>BREACHED" + rest + "</title>"));
        assertTrue(page.contains("<header class=\"wrong\">"));
        assertTrue(page.contains("<h1><b>BREACHED</b>" + rest + "</h1>"));
    }

    @Test
    void everySectionIsThere() {
        assertEquals(
                List.of(
                        "What to do next",
                        "What happened",
                        "Hour by hour",
                        "From where",
                        "What was sent",
                        "What the other servers answered",
                        "Where the mail went",
                        "Whose name it bore",
                        "Evidence",
                        "Also touched",
                        "Files",
                        "Lines that were not understood"),
                Pattern.compile("<h3>(.*?)</h3>")
                        .matcher(page(SampleReports.breach()))
                        .results()
                        .map(m -> m.group(1))
                        .toList());
    }

    @Test
    void whoRefusesTheServersMailStandsInATableWithTheirWords() {
        String page = page(SampleRefusals.refused(SampleRefusals.refusing()));
        assertTrue(
                page.contains(
                        "<th scope=\"row\" class=\"\">tiny.test</th><td class=\"\"></td><td class=\"n\">1</td><td class=\"\">24 Nov 2025 08:28:01</td><td class=\"\">24 Nov 08:29</td><td class=\"\">554 Spam</td>"),
                page);
    }

    @Test
    void everyElementIsClosed() {
        for (Report report : samples()) {
            Deque<String> open = new ArrayDeque<>();
            Matcher tag = TAG.matcher(page(report));
            while (tag.find()) {
                if (!tag.group(1).isEmpty()) {
                    assertEquals(open.pop(), tag.group(2));
                } else if (!Set.of("meta").contains(tag.group(2))) {
                    open.push(tag.group(2));
                }
            }
            assertEquals(List.of(), List.copyOf(open));
        }
    }

    @Test
    void everyChartIsAWholeDrawingWithATitleAndATable() {
        List<String> charts =
                SVG.matcher(page(SampleReports.breach())).results().map(m -> m.group()).toList();
        assertEquals(1, charts.size());
        assertDoesNotThrow(
                () ->
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(charts.getFirst()))));
        assertTrue(
                charts.getFirst()
                        .contains(
                                "<desc id=\"case1-chart-desc\">300 messages accepted; 512 recipients delivered; 88 recipients"
                                        + " deferred; 300 recipients bounced. The numbers are in the table below.</desc>"));
        assertTrue(
                page(SampleReports.breach())
                        .contains("<th scope=\"row\">24 Nov 08:00</th><td class=\"n\">4</td>"));
    }

    @Test
    void idsAreUniqueAndEveryLinkLeadsSomewhere() {
        String page = page(SampleReports.several());
        List<String> ids =
                Pattern.compile(" id=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(m -> m.group(1))
                        .toList();
        assertEquals(Set.copyOf(ids).size(), ids.size());
        assertTrue(
                Pattern.compile("href=\"#([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(m -> m.group(1))
                        .allMatch(ids::contains));
    }

    @Test
    void whatIsTooMuchIsCountedAndNotShown() {
        Report.Read read = SampleReports.nothing().read();
        List<Report.Cleared> many =
                Stream.generate(() -> new Report.Cleared("a", "b", "c")).limit(1234).toList();
        assertTrue(
                page(new Report("nothing", "", 0, List.of(), List.of(), many, List.of(), read))
                        .contains("<p class=\"more\">And 1,134 more.</p>"));
    }

    private static List<Report> samples() {
        return List.of(
                SampleReports.breach(),
                SampleRefusals.refused(SampleRefusals.refusing()),
                SampleReports.several(),
                SampleReports.nothing(),
                SampleReports.backscatter(),
                HostileReport.saying("<b>\"'&"));
    }

    private static String page(Report report) {
        return HtmlFace.html(
                report, ZoneId.of("Europe/Rome"), SampleReports.START.plusSeconds(60_000));
    }
}
