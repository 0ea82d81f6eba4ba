// SPDX-License-Identifier: Apache-2.0
package argine.cli;

/** The faces of a report. */
enum Format {
    TEXT,
    JSON,
    HTML
}
