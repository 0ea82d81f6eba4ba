// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource({
        "You have won,                                     You have won",
        "=?utf-8?q?You_have?= =?iso-8859-1?B?IHdvbg==?=,   You have won",
        "=?UTF-8?B?R3LDvMOfZSw=?= Sie,                     'Grüße, Sie'",
        "=?utf-8?b?w7w=?==?UTF-8?q?ber?=,                  über",
        "=?utf-8*de?q?gewonnen?=,                          gewonnen",
    })
    void wordsAreShownAsAMailProgramShowsThem(String field, String shown) {
        assertEquals(shown, EncodedWords.decoded(field));
    }

    @ParameterizedTest
    @CsvSource({
        "=?made-up?q?You?= =?utf-8?q?won?=,    =?made-up?q?You?= won",
        "=?made-up?q?=?utf-8?q?won?=,          =?made-up?q?won",
        "=?=?=?utf-8?q?won?=,                  =?=?won",
        "=?*de?q?x?= =?,                       =?*de?q?x?= =?",
        "=?utf-8?q?You =?made-up,              =?utf-8?q?You =?made-up",
        "=?utf-8?,                             =?utf-8?",
        "=?a?b?= =?utf-8*de,                   =?a?b?= =?utf-8*de",
        "=?utf-8?q,                            =?utf-8?q",
    })
    void whatIsNoWordStaysAndHidesNone(String field, String shown) {
        assertEquals(shown, EncodedWords.decoded(field));
    }

    @Test
    void aNameLongerThanAnyIsNone() {
        String field = "=?" + "utf-8".repeat(10_000) + "?q?won?=";
        assertEquals(field, EncodedWords.decoded(field));
    }
}
