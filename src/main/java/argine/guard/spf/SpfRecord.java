// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SPF record as it is written (RFC 7208, sections 4.5, 5, 6 and 12), in lower case.
 *
 * <p>One term that is wrong makes all of it wrong. A name that is not one of plain letters, digits,
 * hyphens and underscores is taken for wrong as well, though the grammar has more.
 *
 * @param redirect whose record is asked next; {@code %} where nobody knows; none where there is an
 *     {@code all}
 */
record SpfRecord(List<Term> terms, Optional<String> redirect) {
    /** Where a macro stands, which only a message fills in. */
    static final String UNKNOWABLE = "%";

    private static final String VERSION = "v=spf1";
    private static final int LONGEST_NAME = 253;
    private static final int MAPPED = 96;

    /** A name and some macros, or an explanation's address; far beyond what anybody writes. */
    private static final int LONGEST_TERM = 512;

    /** It cannot be an address. */
    private static final String TOP_LABEL = "(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+" + TOP_LABEL);

    /** A name that a host can have. */
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+" + TOP_LABEL);

    private static final Pattern DIRECTIVE = Pattern.compile("([-+~?]?)([a-z0-9]+)([:/].*)?");
    private static final Pattern MODIFIER = Pattern.compile("([a-z][a-z0-9_.-]*)=(.*)");
    private static final Pattern MACROS =
            Pattern.compile("(?:%\\{[slodiphv](?:[1-9]\\d{0,2})?r?[.+,/_=-]*}|%[%_-]|[!-$&-~])*+");
    private static final String BITS = "(?:0|[1-9]\\d{0,2})";
    private static final Pattern HOSTS =
            Pattern.compile("(?::([^/]+))?(?:/(" + BITS + "))?(?://(" + BITS + "))?");
    private static final Pattern V4 =
            Pattern.compile(":((?:" + BITS + "\\.){3}" + BITS + ")(?:/(" + BITS + "))?");
    private static final Pattern V6 =
            Pattern.compile(":([0-9a-f:.]*:[0-9a-f:.]*)(?:/(" + BITS + "))?");

    /** A mechanism. */
    sealed interface Term {
        /** Whether who matches passes. */
        boolean passes();

        /** Everybody. */
        record All(boolean passes) implements Term {}

        /** Who passes by another name's record; {@link #UNKNOWABLE} where nobody knows which. */
        record Include(boolean passes, String name) implements Term {}

        /**
         * Who stands near an address of a name.
         *
         * @param ofMail whether the hosts are meant that take the name's mail
         * @param name empty: the domain itself
         */
        record Hosts(boolean passes, boolean ofMail, String name, int bits4, int bits6)
                implements Term {}

        /** Who is in a network; in one of mapped addresses nobody is. */
        record Addresses(boolean passes, Optional<Network> network) implements Term {}

        /** What depends on the client's name or on the message. */
        record Unknowable(boolean passes) implements Term {}
    }

    /** Thrown to nobody but {@link #parse}. */
    private static final class WrongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongException() {
            super("not an SPF record", null, false, false);
        }
    }

    /** Whether a text under a name is meant to be such a record. */
    static boolean isOne(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /** Whether a text is a name in the DNS that a domain or a host can have, in lower case. */
    static boolean isHost(String name) {
        return name.length() <= LONGEST_NAME && HOST.matcher(name).matches();
    }

    /** Nothing where it is not written as it must be. */
    static Optional<SpfRecord> parse(String text) {
        try {
            return Optional.of(read(text.substring(VERSION.length()).toLowerCase(Locale.ROOT)));
        } catch (WrongException _) {
            return Optional.empty();
        }
    }

    private static SpfRecord read(String text) {
        List<Term> terms = new ArrayList<>();
        Optional<String> redirect = Optional.empty();
        boolean explained = false;
        for (String word : text.split(" ", -1)) {
            check(word.length() <= LONGEST_TERM);
            Matcher modifier = MODIFIER.matcher(word);
            if (!modifier.matches()) {
                if (!word.isEmpty()) {
                    terms.add(term(word));
                }
                continue;
            }
            String name = modifier.group(1);
            String value = modifier.group(2);
            check(MACROS.matcher(value).matches());
            if (name.equals("redirect")) {
                check(redirect.isEmpty());
                redirect = Optional.of(name(value));
            } else if (name.equals("exp")) {
                check(!explained && !value.isEmpty());
                explained = true;
            }
        }
        boolean ends = terms.stream().anyMatch(Term.All.class::isInstance);
        return new SpfRecord(terms, ends ? Optional.empty() : redirect);
    }

    private static Term term(String word) {
        Matcher directive = DIRECTIVE.matcher(word);
        check(directive.matches());
        boolean passes = directive.group(1).isEmpty() || directive.group(1).equals("+");
        String rest = Optional.ofNullable(directive.group(3)).orElse("");
        return switch (directive.group(2)) {
            case "all" -> all(passes, rest);
            case "include" -> new Term.Include(passes, name(behindColon(rest)));
            case "a" -> hosts(passes, false, rest);
            case "mx" -> hosts(passes, true, rest);
            case "ip4" -> new Term.Addresses(passes, network(V4.matcher(rest), 32));
            case "ip6" -> new Term.Addresses(passes, network(V6.matcher(rest), 128));
            case "exists" -> unknowable(passes, rest);
            case "ptr" -> rest.isEmpty() ? new Term.Unknowable(passes) : unknowable(passes, rest);
            default -> throw new WrongException();
        };
    }

    private static Term all(boolean passes, String rest) {
        check(rest.isEmpty());
        return new Term.All(passes);
    }

    private static Term unknowable(boolean passes, String rest) {
        String unused = name(behindColon(rest));
        check(!unused.isEmpty());
        return new Term.Unknowable(passes);
    }

    private static String behindColon(String rest) {
        check(rest.startsWith(":"));
        return rest.substring(1);
    }

    private static Term hosts(boolean passes, boolean ofMail, String rest) {
        Matcher parts = HOSTS.matcher(rest);
        check(parts.matches());
        String name = parts.group(1) == null ? "" : name(parts.group(1));
        int bits4 = bits(Optional.ofNullable(parts.group(2)), 32);
        int bits6 = bits(Optional.ofNullable(parts.group(3)), 128);
        return new Term.Hosts(passes, ofMail, name, bits4, bits6);
    }

    private static Optional<Network> network(Matcher parts, int most) {
        check(parts.matches());
        int bits = bits(Optional.ofNullable(parts.group(2)), most);
        Optional<ClientAddress> address =
                ClientAddress.parse(Optional.ofNullable(parts.group(1)).orElse(""));
        check(address.isPresent() && (most == 32 || !address.get().isV4() || bits >= MAPPED));
        return address.filter(one -> one.isV4() == (most == 32)).map(one -> Network.of(one, bits));
    }

    private static int bits(Optional<String> text, int most) {
        int bits = text.map(Integer::parseInt).orElse(most);
        check(bits <= most);
        return bits;
    }

    /** A name to ask for, without a dot behind. */
    private static String name(String text) {
        check(MACROS.matcher(text).matches());
        if (text.indexOf('%') >= 0) {
            return UNKNOWABLE;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        check(name.length() <= LONGEST_NAME && NAME.matcher(name).matches());
        return name;
    }

    private static void check(boolean isRight) {
        if (!isRight) {
            throw new WrongException();
        }
    }
}
