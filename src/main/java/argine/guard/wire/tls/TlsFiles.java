// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where the guard's certificate and key are: {@code tls = { certificate, key, client-ca }}.
 *
 * @param certificate its own certificate, then those that lead to one that clients know
 * @param clientCa who signs the certificates of those who may come in; anybody may without it
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {
    private static final int MOST_CERTIFICATES = 1000;

    /**
     * Reads them.
     *
     * @throws IOException with what is wrong, and what to do
     */
    public Tls read() throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        X509Certificate own = chain.getFirst();
        PrivateKey secret = new KeyFile(key).of(own.getPublicKey());
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(chain, secret), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted(), null);
            return new Tls(context, clientCa.isPresent(), own.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyStore keyStore(List<X509Certificate> chain, PrivateKey secret)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        try {
            store.setKeyEntry("guard", secret, new char[0], chain.toArray(new Certificate[0]));
            return store;
        } catch (KeyStoreException e) {
            throw new IOException(
                    certificate
                            + ": not a chain: the guard's own certificate comes first, and each is"
                            + " signed by the next",
                    e);
        }
    }

    /** Nobody where no client needs a certificate. */
    private TrustManager[] trusted() throws GeneralSecurityException, IOException {
        if (clientCa.isEmpty()) {
            return new TrustManager[0];
        }
        KeyStore store = empty();
        for (X509Certificate one : certificates(clientCa.get())) {
            store.setCertificateEntry("client-ca-" + store.size(), one);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        Pem pem = Pem.read(file);
        List<X509Certificate> all = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem.Block block : pem.blocks()) {
                if (block.label().equals("CERTIFICATE")) {
                    all.add(
                            (X509Certificate)
                                    factory.generateCertificate(
                                            new ByteArrayInputStream(pem.bytes(block))));
                }
            }
        } catch (CertificateException e) {
            throw pem.wrong("a CERTIFICATE that is none", e);
        }
        if (all.isEmpty() || all.size() > MOST_CERTIFICATES) {
            throw pem.wrong(all.isEmpty() ? "no certificate in PEM" : "too many");
        }
        return all;
    }
}
