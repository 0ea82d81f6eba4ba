// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GistTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}#]+");

    /** What a word is, said by patterns: the slow judge of the fast reader. */
    private static String words(String text) {
        String signs = NUMBER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("#");
        return BETWEEN_WORDS.matcher(signs).replaceAll(" ").strip();
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> Long.toString(random.nextLong(1L << 40), 36).replaceAll("\\d", "x"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aGistIsThatOfTheWordsInLowerCase() {
        String alphabet = "aZ09# .,-\n\t@ÄßéПщ漢字\uD835\uDC00\uD83D\uDE00\uD800'";
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            String text =
                    random.ints(random.nextInt(60), 0, alphabet.length())
                            .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                            .collect(Collectors.joining())
                            .replace("##", "# #");
            String words = words(text);
            if (!words.isEmpty() && !words.contains("##")) {
                assertEquals(Gist.of(words), Gist.of(text), text);
            }
        }
    }

    @Test
    void aTextIsLikeItself() {
        assertTrue(Gist.of("Hello").isLike(Gist.of("hello!")));
    }

    @Test
    void aBlankTextIsLikeNothing() {
        assertEquals(Gist.NONE, Gist.of(" \n\t"));
        assertFalse(Gist.NONE.isLike(Gist.NONE));
        assertFalse(Gist.NONE.isLike(Gist.of("hello")));
    }

    @Test
    void textsThatShareHalfTheirShinglesAreAlikeAndThoseThatShareATenthAreNot() {
        Random random = new Random(6);
        for (int length : new int[] {60, 200, 1000}) {
            int alike = 0;
            int unlike = 0;
            for (int round = 0; round < 200; round++) {
                String shared = words(random, length);
                Gist half = Gist.of(shared + " " + words(random, length / 2));
                alike += half.isLike(Gist.of(shared + " " + words(random, length / 2))) ? 1 : 0;
                Gist tenth = Gist.of(shared + " " + words(random, length * 9 / 2));
                Gist other = Gist.of(shared + " " + words(random, length * 9 / 2));
                unlike += tenth.isLike(other) ? 0 : 1;
            }
            assertTrue(alike >= 196, alike + " of 200 alike with " + length + " words");
            assertTrue(unlike >= 196, unlike + " of 200 unlike with " + length + " words");
        }
    }
}
