// SPDX-License-Identifier: Apache-2.0
package argine.guard.dns;

/**
 * How the DNS is asked.
 *
 * @param names for white lists
 * @param records for SPF
 */
public record Dns(NameLookup names, RecordLookup records) {
    /** Nobody is asked: over the past, and for tests. */
    public static final Dns NONE = new Dns(NameLookup.NONE, RecordLookup.NONE);
}
