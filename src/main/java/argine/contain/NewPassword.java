// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.security.SecureRandom;

/**
 * A new random password: five groups of four letters and digits that cannot be mistaken for each
 * other when they are read out on the telephone, worth 100 bits.
 */
final class NewPassword {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 5;
    private static final int LETTERS_OF_GROUP = 4;

    private final SecureRandom random = new SecureRandom();

    String make() {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            text.append(group == 0 ? "" : "-");
            for (int i = 0; i < LETTERS_OF_GROUP; i++) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return text.toString();
    }
}
