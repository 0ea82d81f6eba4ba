// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A certificate with its key, ready for those who come in. TLS 1.2 and 1.3, nothing older. */
public final class Tls {
    static {
        // TLS 1.2 lets a client agree anew without end, which costs it little and the server much
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final SSLContext context;
    private final boolean asksClients;
    private final Instant ends;

    Tls(SSLContext context, boolean asksClients, Instant ends) {
        this.context = context;
        this.asksClients = asksClients;
        this.ends = ends;
    }

    /** Until when the certificate holds. */
    public Instant ends() {
        return ends;
    }

    /** TLS over a connection that came in; nothing is said before {@link TlsChannel#agree}. */
    public TlsChannel over(SocketChannel socket) throws IOException {
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket.socket(), null, true);
        tls.setUseClientMode(false);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(asksClients);
        tls.setSSLParameters(parameters);
        return new TlsChannel(socket, tls);
    }
}
