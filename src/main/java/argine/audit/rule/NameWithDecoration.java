// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The password is a name of the account, its domain or its company with what people add when they
 * are told to add something: digits, a year, an exclamation mark.
 */
final class NameWithDecoration implements GuessRule {
    private static final int YEARS = 6;
    private static final int ROOTS = 6;
    private static final int FEW_ROOTS = 2;

    static final GuessRule OFTEN =
            new NameWithDecoration(_ -> List.of("1", "123", "!", "12", "1234"), ROOTS);

    static final GuessRule THIS_YEAR =
            new NameWithDecoration(
                    year -> List.of("" + year, year + "!", shortened(year), "" + (year - 1)),
                    ROOTS);

    static final GuessRule ANY_YEAR = new NameWithDecoration(NameWithDecoration::years, ROOTS);

    static final GuessRule SOMETIMES =
            new NameWithDecoration(_ -> List.of("01", "12345", "123!", "1!", "2", "123456"), ROOTS);

    static final GuessRule SELDOM =
            new NameWithDecoration(
                    _ ->
                            List.of(
                                    ".", "*", "?", "#", "@", "11", "22", "3", "7", "10", "99", "00",
                                    "007", "111", "321", "1.", "123.", "@123", "#1", "!1", "!!",
                                    "1234!", "_1", ".1"),
                    FEW_ROOTS);

    private final IntFunction<List<String>> endings;
    private final int names;

    /**
     * @param endings by the year
     * @param names how many of an account's names they are put to
     */
    private NameWithDecoration(IntFunction<List<String>> endings, int names) {
        this.endings = endings;
        this.names = names;
    }

    @Override
    public String name() {
        return "name with digits, a year or a sign";
    }

    /** Each ending is put to all names before the next is. */
    @Override
    public void guess(Person person, Consumer<Guess> to) {
        List<String> roots = person.roots().stream().limit(names).toList();
        for (String ending : endings.apply(person.year())) {
            for (String root : roots) {
                to.accept(new Guess(root + ending));
                to.accept(new Guess(Person.capital(root) + ending));
            }
        }
    }

    private static List<String> years(int now) {
        List<String> endings = new ArrayList<>();
        for (int year = now; year > now - YEARS; year--) {
            endings.add("" + year);
            endings.add(year + "!");
            endings.add(shortened(year));
        }
        return endings;
    }

    private static String shortened(int year) {
        return ("" + year).substring(2);
    }
}
