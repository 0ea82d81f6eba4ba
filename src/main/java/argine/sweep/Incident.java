// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.Network;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an investigation knows of a case, as far as it tells spam from genuine mail.
 *
 * @param account who authenticated, in lower case; empty where nobody did
 * @param program what the program of this host is called that sent, {@code uid 33}; else empty
 * @param sender the envelope sender, where it is all that is known; else empty
 * @param strange the networks that the thief came from
 * @param own the networks that the owner uses
 * @param since when the thief began to send
 * @param throughHere whether the thief's mail came through this host (webmail, a script), as the
 *     owner's may: then the network tells nothing
 */
public record Incident(
        String id,
        String account,
        String program,
        String sender,
        Set<Network> strange,
        Set<Network> own,
        Optional<Instant> since,
        boolean throughHere) {}
