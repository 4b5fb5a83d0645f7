package org.pvswatch.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The key and self-signed certificate a newer PVS shows on https, made by each process anew with the JDK's own
 * {@code keytool}. The name is {@code pvs}, as on the box; the simulator's addresses are added so that a caller who trusts
 * this certificate needs no exception for the name.
 *
 * @param context for the server
 * @param certificate for callers who want to trust it
 */
record SelfSignedIdentity(SSLContext context, X509Certificate certificate) {
    private static final char[] STORE_PASSWORD = "simulated".toCharArray();
    private static final String ALIAS = "pvs";
    private static final long PATIENCE_SECONDS = 60;

    private record Key(InetAddress address, int number) {}

    private static final Map<Key, SelfSignedIdentity> MADE = new HashMap<>();

    /**
     * An identity for an address: made once in a process, as a box keeps its certificate over restarts.
     *
     * @param number 0 for the first one, others for others
     */
    static synchronized SelfSignedIdentity of(InetAddress address, int number) throws IOException {
        var key = new Key(address, number);
        var identity = MADE.get(key);
        if (identity == null) {
            identity = make(address);
            MADE.put(key, identity);
        }
        return identity;
    }

    private static SelfSignedIdentity make(InetAddress address) throws IOException {
        Path folder = Files.createTempDirectory("pvs-certificate");
        Path store = folder.resolve("pvs.p12");
        try {
            runKeytool(store, address);
            return load(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("the simulator's certificate cannot be used: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(folder);
        }
    }

    private static void runKeytool(Path store, InetAddress address) throws IOException {
        String names = "ip:127.0.0.1,dns:localhost";
        if (!address.isAnyLocalAddress() && !address.getHostAddress().equals("127.0.0.1")) {
            names += ",ip:" + address.getHostAddress().replaceAll("%.*", "");
        }
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=pvs",
                "-ext",
                "san=" + names,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(STORE_PASSWORD));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        } finally {
            process.destroy();
        }
    }

    private static SelfSignedIdentity load(Path path) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(path)) {
            store.load(in, STORE_PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new SelfSignedIdentity(context, (X509Certificate) store.getCertificate(ALIAS));
    }
}
