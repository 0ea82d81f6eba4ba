// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An envelope address, in lower case: {@code local@domain}, or the null sender {@code <>}.
 *
 * <p>Mail servers compare domains without case, and every server people run compares local parts so
 * too; counting recipients would otherwise count one person twice. What stands here came from a
 * stranger and may hold anything but a line end.
 */
public final class Address {
    /** The sender of bounces, {@code <>} (RFC 5321, section 4.5.5). */
    public static final Address NULL_SENDER = new Address("", "");

    private final String local;
    private final String domain;

    /** 0 until somebody asks; whoever asks at the same time makes the same one. */
    private long fingerprint;

    public Address(String local, String domain) {
        this.local = local;
        this.domain = domain;
    }

    public String local() {
        return local;
    }

    public String domain() {
        return domain;
    }

    /** Splits at the last {@code @}; a text without one is a local user of this host. */
    public static Address of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        if (at < 0) {
            return lower.isEmpty() ? NULL_SENDER : new Address(lower, "");
        }
        return new Address(lower.substring(0, at), lower.substring(at + 1));
    }

    public boolean isNull() {
        return local.isEmpty() && domain.isEmpty();
    }

    /** {@code lucia+shop@example.org} is the same person as {@code lucia@example.org}. */
    public Address untagged() {
        int plus = local.indexOf('+');
        return plus > 0 ? new Address(local.substring(0, plus), domain) : this;
    }

    /** A 64-bit fingerprint for counting distinct addresses; equal addresses have equal ones. */
    public long fingerprint() {
        long known = fingerprint;
        if (known == 0) {
            known = Fingerprint.of(Fingerprint.of(0, local), domain);
            fingerprint = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && local.equals(address.local)
                && domain.equals(address.domain);
    }

    @Override
    public int hashCode() {
        return local.hashCode() * 31 + domain.hashCode();
    }

    @Override
    public String toString() {
        return domain.isEmpty() ? local : local + "@" + domain;
    }
}
