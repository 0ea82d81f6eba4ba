// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.QueueId;
import java.time.Instant;

/**
 * By what a message is known again, where it came from and where it is held: its way out of the
 * queue and back.
 *
 * <p>{@code file} is its place in the queue and {@code held} its place while it is held, both from
 * the folder that the server's {@link Holds} names. A queue ID alone is not enough: short ones come
 * again within seconds, so arrival and account must be the same too. On IceWarp {@code arrival} is
 * the time of the file's last change, and size and hash must be the same. {@code sha256} is empty
 * for Postfix, which may still mark recipients in a held file while a delivery goes on.
 */
public record Slip(
        QueueId queueId,
        String file,
        String held,
        Instant arrival,
        String account,
        long size,
        String sha256) {}
