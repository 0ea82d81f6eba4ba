// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

/** The forms in which bars are printed. */
enum BarForm {
    TEXT,
    JSON,
    /** A network a line. */
    LIST,
    /** For {@code nft -f -}: two sets of a table, filled anew, each element with its end. */
    NFTABLES,
    /** A line for each, as fail2ban's filters read them from a log. */
    FAIL2BAN,
    /** For {@code cscli decisions import}. */
    CROWDSEC
}
