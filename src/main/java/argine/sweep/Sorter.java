// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

/** Says of each message that is asked about what it is taken for. */
sealed interface Sorter permits ByIncident, ByHand {

    /** Of a message for which the conditions hold. */
    Sorting sort(Sighting sighting);
}
