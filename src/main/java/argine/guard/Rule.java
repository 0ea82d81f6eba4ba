// SPDX-License-Identifier: Apache-2.0
package argine.guard;

/**
 * One thing that may be wrong with a request.
 *
 * <p>A rule changes nothing: asked twice, it says the same. What is counted is counted by {@link
 * argine.guard.limit.Limits}, all limits at once.
 */
public interface Rule {
    Decision judge(Question question);

    /** Whether what it says is done, or only told. */
    default Mode mode() {
        return Mode.ENFORCE;
    }
}
