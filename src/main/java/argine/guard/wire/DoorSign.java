// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

/**
 * What stands on a door: which protocol, where, for whom, for how many.
 *
 * @param name the protocol's name, in the log and in the metrics
 * @param most how many connections may be open at a time
 */
public record DoorSign(String name, Endpoint endpoint, Access access, Patience patience, int most) {
    /** More than any mail server opens, and fewer than a process may have files open. */
    public static final int USUAL_MOST = 16_000;

    /** What makes it the same door, whatever else on it is changed. */
    record Place(String name, Endpoint endpoint) {}

    Place place() {
        return new Place(name, endpoint);
    }

    public static DoorSign of(String name, Endpoint endpoint) {
        return new DoorSign(name, endpoint, Access.USUAL, Patience.USUAL, USUAL_MOST);
    }
}
