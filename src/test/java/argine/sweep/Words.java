// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.Random;

/** Messages made of words that nobody ever said. */
final class Words {
    private static final int CHANGED_PER_CENT = 10;

    private Words() {}

    /** A variant of one campaign's text. */
    static String campaign(int number, Random random) {
        Random fixed = new Random(1000 + number);
        StringBuilder text =
                new StringBuilder("Subject: " + word(fixed) + " " + word(random) + "\n\n");
        for (int i = 0; i < 120; i++) {
            String same = word(fixed);
            text.append(random.nextInt(100) < CHANGED_PER_CENT ? word(random) : same);
            text.append(i % 12 == 11 ? '\n' : ' ');
        }
        return text.append('\n').toString();
    }

    static String genuine(Random random) {
        StringBuilder text = new StringBuilder("Subject: " + word(random) + "\n\n");
        int words = 20 + random.nextInt(300);
        for (int i = 0; i < words; i++) {
            text.append(word(random)).append(i % 12 == 11 ? '\n' : ' ');
        }
        return text.append("\n-- \nMario Rossi, Example Ltd, 1 Example Road, Bozen\n").toString();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            word.append("bdfglmnprstvz".charAt(random.nextInt(13)))
                    .append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }
}
