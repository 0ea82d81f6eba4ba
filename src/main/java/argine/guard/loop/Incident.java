// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.time.Instant;
import java.util.List;

/**
 * An account that somebody else seems to use, or a program or client without a login that sends
 * what it should not, as far as is known now. All texts are fit for printing.
 *
 * @param account the login, in the form in which the guard counts it; else what stands for it
 * @param id the name of the case, by which a person finds it again
 * @param because the strongest evidence in a sentence
 * @param certain whether the evidence is of two kinds and one piece is strong
 * @param kinds of evidence: login, envelope, content, remote, persistence
 * @param recipients how many outside were written to so far
 * @param seen when the last of it happened
 * @param sources client addresses, the one that sent most first
 * @param next what a person can do where there is no account to stop; empty for an account
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
        List<String> sources,
        List<String> next) {

    /** One of an account. */
    public Incident(
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
        this(
                account,
                id,
                because,
                certain,
                kinds,
                evidence,
                messages,
                recipients,
                seen,
                sources,
                List.of());
    }

    /** Whether there is an account that can be stopped. */
    public boolean isOfAccount() {
        return next.isEmpty();
    }

    /** One piece of evidence, with lines of the log that prove it. */
    public record Evidence(String kind, String strength, String claim, List<String> lines) {}
}
