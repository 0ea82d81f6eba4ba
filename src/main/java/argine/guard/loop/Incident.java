// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.time.Instant;
import java.util.List;

/**
 * An account that somebody else seems to use, as far as is known now. All texts are fit for
 * printing.
 *
 * @param account the login, in the form in which the guard counts it
 * @param id the name of the case, by which a person finds it again
 * @param because the strongest evidence in a sentence
 * @param certain whether the evidence is of two kinds and one piece is strong
 * @param kinds of evidence: login, envelope, content, remote, persistence
 * @param recipients how many outside were written to so far
 * @param seen when the last of it happened
 * @param sources client addresses, the one that sent most first
 */
public record Incident(
        String account,
        String id,
        String because,
        boolean certain,
        List<String> kinds,
        List<Evidence> evidence,
        long messages,
        long recipients,
        Instant seen,
        List<String> sources) {

    /** One piece of evidence, with lines of the log that prove it. */
    public record Evidence(String kind, String strength, String claim, List<String> lines) {}
}
