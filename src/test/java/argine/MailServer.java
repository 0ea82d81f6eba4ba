// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Another mail server that has much to bring in one session: one recipient after another. */
final class MailServer implements Closeable {
    private final Visitor visitor;
    private final String recipient;
    private final FutureTask<Boolean> bringing = new FutureTask<>(this::bring);
    private volatile boolean over;

    MailServer(String from, String host, int port, String recipient) throws IOException {
        this.visitor = new Visitor(from, host, port);
        this.recipient = recipient;
        Thread.ofVirtual().start(bringing);
    }

    /** Whether each recipient was accepted. */
    private boolean bring() throws IOException, InterruptedException {
        boolean all = true;
        while (all && !over) {
            visitor.say("EHLO mx.friend.test");
            visitor.say("MAIL FROM:<friend@accept.test>");
            all = visitor.say("RCPT TO:<" + recipient + ">").startsWith("250");
            TimeUnit.MILLISECONDS.sleep(30); // as the messages take
        }
        return all;
    }

    /** Stops it; tells whether nobody has cut it off. */
    boolean isLetIn() throws Exception {
        over = true;
        return bringing.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        over = true;
        visitor.close();
    }
}
