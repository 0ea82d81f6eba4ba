// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.mail.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of From headers (RFC 5322, section 3.6.2), and whatever some mail program may take
 * for one.
 *
 * <p>A reader who is strict and a mail program that is not must not see two authors: so each part
 * in angle brackets counts, also the second one of a name, and a part that has none counts as it
 * stands. So does a word with an at sign beside brackets or before the colon of a group, and in a
 * comment that never ends: some programs show it as the author. Quoted names and comments are
 * passed over: mail programs show a quoted name as a name, and take the brackets for the author. A
 * header with more addresses than anybody has counts as signed by nobody.
 */
public final class FromAddresses {
    public static final int MOST = 100;

    private static final Address NOBODY = new Address("more than 100 addresses in From", "");

    private final List<Address> all = new ArrayList<>();

    /** Reads a header's value, folded or not. */
    public void add(String value) {
        int before = all.size();
        StringBuilder bare = new StringBuilder();
        StringBuilder names = new StringBuilder();
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '"' -> i = quoted(value, i, bare, names);
                case '(' -> i = comment(value, i);
                case '<' -> {
                    int end = value.indexOf('>', i);
                    int stop = end < 0 ? value.length() : end;
                    keep(value.substring(i + 1, stop));
                    bracketed = true;
                    names.append(' ');
                    i = stop;
                }
                case ',', ';', ':' -> { // before a colon stands the name of a group
                    keepBare(bare, names, bracketed || value.charAt(i) == ':');
                    bracketed = false;
                }
                default -> {
                    bare.append(value.charAt(i));
                    names.append(value.charAt(i));
                }
            }
        }
        keepBare(bare, names, bracketed);
        if (all.size() == before && !value.isBlank()) {
            keep(value);
        }
    }

    /** All of them, in their order. */
    public List<Address> all() {
        return all;
    }

    /** Of a name each word that looks like an address, of what has none beside it the whole. */
    private void keepBare(StringBuilder bare, StringBuilder names, boolean isName) {
        String text = bare.toString().strip();
        String unquoted = names.toString();
        bare.setLength(0);
        names.setLength(0);
        if (isName) {
            keepWords(unquoted);
        } else if (!text.isEmpty()) {
            keep(text);
        }
    }

    private void keepWords(String name) {
        for (String word : name.split("[\\s<>()\\[\\]\"]+", -1)) {
            if (word.indexOf('@') >= 0 && word.length() > 1) {
                keep(word.replaceAll("^'|'$", ""));
            }
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
    private static int quoted(String value, int start, StringBuilder bare, StringBuilder names) {
        int i = start + 1;
        while (i < value.length() && value.charAt(i) != '"') {
            i += value.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= value.length()) {
            names.append(value, start, value.length());
        }
        int end = Math.min(i, value.length() - 1);
        bare.append(value, start, end + 1);
        return end;
    }

    /** What has no end is no comment to everybody. */
    private int comment(String value, int start) {
        int depth = 0;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        keepWords(value.substring(start));
        return value.length() - 1;
    }
}
