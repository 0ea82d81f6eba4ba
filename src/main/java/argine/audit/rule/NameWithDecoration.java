// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The password is a name of the account, its domain or its company with what people add when they
 * are told to add something: digits, a year, an exclamation mark.
 *
 * <p>Likely endings of all names come before unlikely ones of the first.
 */
final class NameWithDecoration implements GuessRule {
    private static final List<String> OFTEN = List.of("1", "123", "!", "12", "1234");
    private static final List<String> SOMETIMES =
            List.of("01", "12345", "123!", "1!", "2", "123456");
    private static final List<String> SELDOM =
            List.of(
                    ".", "*", "?", "#", "@", "11", "22", "3", "7", "10", "99", "00", "007", "111",
                    "321", "1.", "123.", "@123", "#1", "!1", "!!", "1234!", "_1", ".1");
    private static final int YEARS = 6;
    private static final int ROOTS = 6;
    private static final int FEW_ROOTS = 2;

    @Override
    public String name() {
        return "name with digits, a year or a sign";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        List<String> roots = person.roots().stream().limit(ROOTS).toList();
        List<String> few = roots.subList(0, Math.min(FEW_ROOTS, roots.size()));
        OFTEN.forEach(ending -> endIn(ending, roots, to));
        years(person.year()).forEach(ending -> endIn(ending, roots, to));
        SOMETIMES.forEach(ending -> endIn(ending, roots, to));
        SELDOM.forEach(ending -> endIn(ending, few, to));
    }

    private static List<String> years(int now) {
        List<String> endings = new ArrayList<>();
        for (int year = now; year > now - YEARS; year--) {
            endings.add(String.valueOf(year));
        }
        for (int year = now; year > now - YEARS; year--) {
            endings.add(year + "!");
            endings.add(String.valueOf(year).substring(2));
        }
        return endings;
    }

    private static void endIn(String ending, List<String> roots, Consumer<Guess> to) {
        for (String root : roots) {
            to.accept(new Guess(root + ending));
            to.accept(new Guess(Person.capital(root) + ending));
        }
    }
}
