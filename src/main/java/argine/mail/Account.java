// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may log in, as a directory of accounts tells it.
 *
 * <p>The name is what the server compares a login with, in lower case. An alias is another name
 * under which the account gets mail; it may or may not have a domain.
 */
public record Account(String name, List<String> aliases, StoredPassword password, Traits traits) {

    public Account {
        name = name.toLowerCase(Locale.ROOT);
        aliases = List.copyOf(aliases);
    }

    /**
     * What else the directory says, as far as it says it.
     *
     * @param displayName what people read instead of the address; empty where none is kept
     * @param username the name without a domain where the directory keeps one apart; else empty
     * @param passwordChanged when the password was set last
     * @param forwards where its mail is sent on to, as far as a table of aliases tells
     */
    public record Traits(
            String displayName,
            String username,
            Optional<Instant> passwordChanged,
            Optional<Instant> lastLogin,
            boolean disabled,
            boolean admin,
            List<String> forwards) {

        public Traits {
            forwards = List.copyOf(forwards);
        }

        /** With mail that stays. */
        public Traits(
                String displayName,
                String username,
                Optional<Instant> passwordChanged,
                Optional<Instant> lastLogin,
                boolean disabled,
                boolean admin) {
            this(displayName, username, passwordChanged, lastLogin, disabled, admin, List.of());
        }

        public static final Traits NONE = named("");

        public static Traits named(String displayName) {
            return new Traits(displayName, "", Optional.empty(), Optional.empty(), false, false);
        }

        public Traits withDisabled(boolean now) {
            return new Traits(
                    displayName, username, passwordChanged, lastLogin, now, admin, forwards);
        }

        public Traits withPasswordChanged(Optional<Instant> when) {
            return new Traits(displayName, username, when, lastLogin, disabled, admin, forwards);
        }
    }

    /** The same account with where its mail is sent on to. */
    public Account withForwards(List<String> where) {
        Traits more =
                new Traits(
                        traits.displayName,
                        traits.username,
                        traits.passwordChanged,
                        traits.lastLogin,
                        traits.disabled,
                        traits.admin,
                        where);
        return where.isEmpty() ? this : new Account(name, aliases, password, more);
    }

    /** The same account, used at that time, if nothing later is known. */
    public Account withLastLogin(Instant when) {
        if (traits.lastLogin.filter(known -> known.isAfter(when)).isPresent()) {
            return this;
        }
        Traits more =
                new Traits(
                        traits.displayName,
                        traits.username,
                        traits.passwordChanged,
                        Optional.of(when),
                        traits.disabled,
                        traits.admin,
                        traits.forwards);
        return new Account(name, aliases, password, more);
    }

    /** The same account with more aliases; its own name and what it has already are left out. */
    public Account withAliases(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Set<String> all = new LinkedHashSet<>(aliases);
        all.addAll(more);
        all.remove(name);
        return new Account(name, List.copyOf(all), password, traits);
    }

    /** The part before the {@code @}, or the whole name. */
    public String localPart() {
        return localPart(name);
    }

    /** The part after the {@code @}, or nothing. */
    public String domain() {
        int at = name.lastIndexOf('@');
        return at < 0 ? "" : name.substring(at + 1);
    }

    /** The part of an address before the {@code @}, or the whole text. */
    public static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
