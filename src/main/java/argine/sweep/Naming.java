// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

/**
 * A condition that asks for one name, where each message has one of that kind: a name that no
 * message has may be mistyped.
 */
public interface Naming extends Condition {

    /** What kind of name: {@code account}. */
    String kind();

    /** The name that is asked for, as messages have it. */
    String name();

    /** The name that a message has, or empty. */
    String nameIn(Sighting sighting);

    @Override
    default boolean holds(Sighting sighting) {
        return nameIn(sighting).equals(name());
    }

    @Override
    default boolean namesWho() {
        return true;
    }
}
