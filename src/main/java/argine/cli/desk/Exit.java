// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

/**
 * The exit codes, which scripts and monitoring rely on.
 *
 * <p>A mistake of ours has a code of its own (sendmail's EX_SOFTWARE), so that nobody takes it for
 * a finding.
 */
public final class Exit {
    /** Done, and nothing is wrong. */
    public static final int DONE = 0;

    /** Could not be done; one line on the error output says what, which file, and what to do. */
    public static final int NOT_DONE = 1;

    /** Asked wrongly: no such command, option or value. */
    public static final int ASKED_WRONGLY = 2;

    /** Done, and something is wrong: a breach was found, weak passwords exist. */
    public static final int SOMETHING_IS_WRONG = 3;

    /** A mistake in Argine; the stack trace is on the error output. */
    public static final int OUR_BUG = 70;

    private Exit() {}
}
