// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

/** The faces of a report. */
public enum Format {
    TEXT,
    JSON,
    HTML
}
