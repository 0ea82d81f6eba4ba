// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that signs itself, made by the JDK's keytool for a test. */
public final class SelfSigned {
    private static final String PASSWORD = "for a test";

    private final KeyStore store;
    private final Path certificate;
    private final Path key;

    private SelfSigned(KeyStore store, Path certificate, Path key) {
        this.store = store;
        this.certificate = certificate;
        this.key = key;
    }

    /** Makes one, with its files in a folder. */
    public static SelfSigned of(Path folder, String name, String algorithm) {
        try {
            Path file = folder.resolve(name + ".p12");
            generate(file, algorithm);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            Certificate certificate = store.getCertificate("mine");
            byte[] key = store.getKey("mine", PASSWORD.toCharArray()).getEncoded();
            Path keyFile = write(folder.resolve(name + ".key"), pem("PRIVATE KEY", key));
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
            return new SelfSigned(
                    store,
                    write(
                            folder.resolve(name + ".pem"),
                            pem("CERTIFICATE", certificate.getEncoded())),
                    keyFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path file, String algorithm) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "mine",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=" + file.getFileName(),
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-validity",
                                "3650",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(file)) {
            throw new IOException("keytool: " + said);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    /** One block of a PEM file. */
    static String pem(String label, byte[] bytes) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + label
                + "-----\n";
    }

    public Path certificate() {
        return certificate;
    }

    public Path key() {
        return key;
    }

    public TlsFiles files() {
        return new TlsFiles(certificate, key, Optional.empty());
    }

    /** The files of a server that lets in who shows this certificate. */
    public TlsFiles filesFor(SelfSigned client) {
        return new TlsFiles(certificate, key, Optional.of(client.certificate));
    }

    /** Calls a server that must show this certificate. */
    public SSLSocket call(int port, String version) throws IOException {
        return call(port, version, new KeyManager[0]);
    }

    /** Calls it and shows a certificate as well. */
    public SSLSocket callAs(SelfSigned client, int port, String version) throws IOException {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(client.store, PASSWORD.toCharArray());
            return call(port, version, keys.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private SSLSocket call(int port, String version, KeyManager[] shown) throws IOException {
        Socket below = new Socket("127.0.0.1", port);
        below.setSoTimeout(120_000);
        try {
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("server", store.getCertificate("mine"));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, trust.getTrustManagers(), null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory().createSocket(below, "127.0.0.1", port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (GeneralSecurityException | IOException e) {
            below.close();
            throw new IOException(e);
        }
    }
}
