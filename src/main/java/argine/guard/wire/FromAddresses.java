// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.mail.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of From headers (RFC 5322, section 3.6.2), and whatever some mail program may take
 * for one.
 *
 * <p>A reader who is strict and a mail program that is not must not see two authors: so each part
 * in angle brackets counts, also the second one of a name, and a part that has none counts as it
 * stands. Beside brackets and before the colon of a group an unquoted word counts that looks like
 * an address, for there are readers that take it for one; in quotes it is a name for all of them.
 * Comments are passed over where they end. A header with more addresses than anybody has counts as
 * signed by nobody.
 */
public final class FromAddresses {
    public static final int MOST = 100;

    private static final Address NOBODY = new Address("more than 100 addresses in From", "");

    private static final Pattern QUOTED =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+(?:\"|$)", Pattern.DOTALL);
    private static final Pattern LIKE_AN_ADDRESS =
            Pattern.compile("[^\\s\"@]{1,320}@[^\\s\"@]{1,320}(?=\\s|$)");

    private final List<Address> all = new ArrayList<>();

    /** Reads a header's value, folded or not. */
    public void add(String value) {
        int before = all.size();
        StringBuilder bare = new StringBuilder();
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '"' -> i = quoted(value, i, bare);
                case '(' -> {
                    int end = comment(value, i);
                    if (end < 0) {
                        keep(value.substring(i));
                    }
                    i = end < 0 ? value.length() : end;
                }
                case '<' -> {
                    int end = value.indexOf('>', i);
                    int stop = end < 0 ? value.length() : end;
                    keep(value.substring(i + 1, stop));
                    bracketed = true;
                    i = stop;
                }
                case ',', ';' -> {
                    keepBare(bare, bracketed);
                    bracketed = false;
                }
                case ':' -> keepBare(bare, true); // the name of a group
                default -> bare.append(value.charAt(i));
            }
        }
        keepBare(bare, bracketed);
        if (all.size() == before && !value.isBlank()) {
            keep(value);
        }
    }

    /** All of them, in their order. */
    public List<Address> all() {
        return all;
    }

    private void keepBare(StringBuilder bare, boolean bracketed) {
        String text = bare.toString().strip();
        bare.setLength(0);
        if (bracketed) {
            Matcher word = LIKE_AN_ADDRESS.matcher(QUOTED.matcher(text).replaceAll(" "));
            while (word.find()) {
                keep(word.group());
            }
        } else if (!text.isEmpty()) {
            keep(text);
        }
    }

    /** A route before the address, as RFC 822 had it, is not part of it. */
    private void keep(String text) {
        String address = text.strip();
        if (address.startsWith("@")) {
            String behind = address.substring(address.indexOf(':') + 1).strip();
            address = behind.isEmpty() ? address : behind;
        }
        if (address.isEmpty() || all.size() > MOST) {
            return;
        }
        all.add(all.size() == MOST ? NOBODY : Address.of(address));
    }

    /** A quoted string belongs to the address when the address has no brackets. */
    private static int quoted(String value, int start, StringBuilder bare) {
        int i = start + 1;
        while (i < value.length() && value.charAt(i) != '"') {
            i += value.charAt(i) == '\\' ? 2 : 1;
        }
        int end = Math.min(i, value.length() - 1);
        bare.append(value, start, end + 1);
        return end;
    }

    /** Where a comment ends; -1 if it does not. */
    private static int comment(String value, int start) {
        int depth = 0;
        int i = start;
        while (i < value.length()) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
