// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.Report;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a stranger can write into a log, a subject or a login, in every place of every face. */
class HostileTextTest {
    private static final String WORDS =
            "=1+1\u001b[2J\u009b1m\0\u202e\u200b\u2028\n<script>alert(1)</script>\"><img src=x onerror='a'>&amp;\ud800 ]]>--> ${x}";
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Pattern TAG = Pattern.compile("<([a-zA-Z0-9!/]+)");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z-]+)=\"[^\"<>]*\"");

    @Test
    void nothingHiddenReachesTheTerminal() {
        assertFalse(hidden(TextFace.text(HostileReport.saying(WORDS), false, 80, ZONE)));
    }

    @Test
    void withColourTheOnlyEscapesAreOurOwn() {
        String text = TextFace.text(HostileReport.saying(WORDS), true, 80, ZONE);
        assertFalse(hidden(text.replaceAll("\u001b\\[(0|1|2|1;31|1;32)m", "")));
    }

    @Test
    void nothingHiddenReachesThePageOrTheJson() {
        assertFalse(hidden(HtmlFace.html(HostileReport.saying(WORDS), ZONE, SampleReports.START)));
        assertFalse(hidden(JsonFace.json(HostileReport.saying(WORDS))));
    }

    @Test
    void aPageHasTheElementsAndAttributesOfItsOwnOnly() {
        Report harmless = HostileReport.saying("x");
        Report hostile = HostileReport.saying(WORDS);
        assertEquals(found(TAG, page(harmless)), found(TAG, page(hostile)));
        assertEquals(found(ATTRIBUTE, page(harmless)), found(ATTRIBUTE, page(hostile)));
    }

    @Test
    void aPageLoadsAndRunsNothing() {
        String page = page(SampleReports.several());
        assertTrue(
                page.contains(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"
                                + " style-src &#39;unsafe-inline&#39;; img-src data:\">"));
        Set<String> loading =
                Set.of(
                        "script", "img", "link", "iframe", "object", "embed", "form", "base",
                        "image", "use");
        assertTrue(found(TAG, page).stream().noneMatch(loading::contains));
        assertFalse(page.contains("url(") || page.contains("@import") || page.contains("//"));
    }

    @Test
    void aTableCalculatesNothingWhenPasted() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(1)", " =1")) {
            String page = page(HostileReport.saying(formula));
            assertFalse(Pattern.compile("<t[dh][^>]*>\\s*[=+@-]").matcher(page).find(), formula);
        }
    }

    @Test
    void aSubjectOfTenThousandCharactersIsCut() {
        String words = "x".repeat(10_000);
        assertFalse(
                TextFace.text(HostileReport.saying(words), false, 80, ZONE)
                        .replaceAll("[^x]", "")
                        .contains("x".repeat(100_000)));
        assertFalse(page(HostileReport.saying(words)).contains("x".repeat(2001)));
        assertTrue(page(HostileReport.saying(words)).length() < 200_000);
    }

    @Test
    void theFirstLineIsOneLine() {
        String first =
                TextFace.text(HostileReport.saying(WORDS), false, 80, ZONE)
                        .lines()
                        .findFirst()
                        .orElse("");
        assertTrue(
                first.startsWith(
                        "BREACHED: =1+1\\x1b[2J\\x9b1m\\x00\\u202e\\u200b\\u2028\\n<script>"),
                first);
        assertTrue(first.length() < 400, first);
    }

    private static String page(Report report) {
        return HtmlFace.html(report, ZONE, SampleReports.START);
    }

    private static boolean hidden(String text) {
        return text.codePoints().filter(c -> c != '\n').anyMatch(Plain::isHidden);
    }

    private static Set<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult m) -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
