// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Sighting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a size between these, both included, in bytes. */
record OfSize(long least, long most, String typed) implements Condition {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,12}[kKmMgG]?)-(\\d{1,12}[kKmMgG]?)|([+-])(\\d{1,12}[kKmMgG]?))");

    static OfSize of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no size; write 2k-4k, +1M (at least) or -500 (at most)");
        }
        if (form.group(1) != null) {
            OfSize size = new OfSize(bytes(form.group(1)), bytes(form.group(2)), text);
            if (size.least > size.most) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no size; the smaller one comes first, as in 2k-4k");
            }
            return size;
        }
        long bytes = bytes(form.group(4));
        return form.group(3).equals("+")
                ? new OfSize(bytes, Long.MAX_VALUE, text)
                : new OfSize(0, bytes, text);
    }

    private static long bytes(String text) {
        char last = Character.toLowerCase(text.charAt(text.length() - 1));
        long unit =
                switch (last) {
                    case 'k' -> 1L << 10;
                    case 'm' -> 1L << 20;
                    case 'g' -> 1L << 30;
                    default -> 1;
                };
        String digits = unit == 1 ? text : text.substring(0, text.length() - 1);
        long count = Long.parseLong(digits);
        return count > Long.MAX_VALUE / unit ? Long.MAX_VALUE : count * unit; // beyond any message
    }

    @Override
    public boolean holds(Sighting sighting) {
        long size = sighting.message().size();
        return least <= size && size <= most;
    }

    @Override
    public String words() {
        return "size " + typed;
    }
}
