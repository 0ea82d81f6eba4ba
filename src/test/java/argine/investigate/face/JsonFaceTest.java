// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.Case;
import argine.investigate.Report;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Holds the own writer to what Jackson makes of the same records. */
class JsonFaceTest {
    private static final JsonMapper JUDGE =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .changeDefaultPropertyInclusion(
                            v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();

    @Test
    void everyComponentOfEveryRecordIsThereInOrder() {
        for (Report report :
                List.of(
                        SampleReports.several(),
                        SampleReports.nothing(),
                        SampleReports.backscatter())) {
            assertEquals(judged(report), reread(report));
        }
    }

    @Test
    void aCaseOfHintsAloneIsNotSure() {
        Case hinted = SampleReports.hinted(SampleReports.guessed());
        Report report =
                SampleReports.report("account", 3, List.of(SampleReports.guessed(), hinted));
        JsonNode read = JUDGE.readTree(JsonFace.json(report));
        assertTrue(read.at("/cases/0/sure").asBoolean());
        assertFalse(read.at("/cases/1/sure").asBoolean(true));
    }

    @Test
    void hostileWordsComeBackAsTheyWere() {
        String words = "\u001b[31m\0\u202e\"\\\n\t\u2028\u009b/\u00e8\ud83d\ude00</script>";
        JsonNode read = JUDGE.readTree(JsonFace.json(HostileReport.saying(words)));
        assertEquals(words, read.at("/cases/0/evidence/0/lines/0/text").asString());
        assertTrue(read.at("/cases/0/byStatus").has(words));
    }

    @Test
    void whatIsNoNumberIsNoConfidence() {
        JsonNode read = JUDGE.readTree(JsonFace.json(HostileReport.saying("x")));
        assertEquals(0.0, read.at("/cases/0/confidence").asDouble());
        assertEquals(1.0, read.at("/cases/1/confidence").asDouble());
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        String json = JsonFace.json(HostileReport.saying("x"));
        assertFalse(json.contains("null"));
        assertFalse(JUDGE.readTree(json).at("/cases/1").has("firstSeen"));
    }

    @Test
    void itIsIndentedByTwo() {
        Report.Read read =
                new Report.Read(
                        0,
                        0,
                        0,
                        Optional.of(SampleReports.START),
                        Optional.empty(),
                        List.of("a", "b"),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        "");
        assertEquals(
                """
                {
                  "origin": "nothing",
                  "because": "",
                  "exit": 0,
                  "cases": [],
                  "unclear": [],
                  "cleared": [
                    {
                      "account": "anna",
                      "looksLike": "traveller",
                      "because": "home"
                    }
                  ],
                  "refusedBy": [],
                  "read": {
                    "lines": 0,
                    "unread": 0,
                    "queueMessages": 0,
                    "from": "2025-11-24T07:28:01Z",
                    "missing": [
                      "a",
                      "b"
                    ],
                    "files": [],
                    "unreadShapes": [],
                    "recognised": "",
                    "unreadable": "",
                    "blind": ""
                  }
                }
                """,
                JsonFace.json(
                        new Report(
                                "nothing",
                                "",
                                0,
                                List.of(),
                                List.of(),
                                List.of(new Report.Cleared("anna", "traveller", "home")),
                                List.of(),
                                read)));
    }

    private static String judged(Report report) {
        return JUDGE.writeValueAsString(report);
    }

    /** Without the spaces, and through a parser. */
    private static String reread(Report report) {
        return JUDGE.writeValueAsString(JUDGE.readTree(JsonFace.json(report)));
    }
}
