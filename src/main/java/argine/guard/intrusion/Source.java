// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

/**
 * Who saw an offence; each is counted for itself, so that what two have seen is not counted twice.
 */
public enum Source {
    /** The guard, when the mail server asked. */
    DOOR,
    /** The mail server's log. */
    LOG,
    /** A filter or a script, over HTTP. */
    REPORT
}
