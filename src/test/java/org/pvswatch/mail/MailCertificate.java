package org.pvswatch.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A mail server's self-signed certificate, made with the JDK's own keytool.
 *
 * @param context for the server
 * @param store PKCS12 file, password {@value #PASSWORD}
 * @param pem the certificate alone, for {@code mail.ca-file}
 */
record MailCertificate(SSLContext context, Path store, Path pem) {
    static final String PASSWORD = "changeit";

    static MailCertificate of(Path folder, String host) throws Exception {
        Files.createDirectories(folder);
        Path store = folder.resolve("mail.p12");
        pair(store, "mail", host);
        return load(store, "mail", folder.resolve("mail.pem"));
    }

    /**
     * One that an authority of its own has signed; the authority is what may be trusted.
     *
     * @param validity options of keytool, such as {@code -startdate -10d -validity 2}
     */
    static MailCertificate signed(Path folder, String host, String... validity) throws Exception {
        Files.createDirectories(folder);
        Path store = folder.resolve("mail.p12");
        Path request = folder.resolve("request");
        Path answer = folder.resolve("answer");
        pair(store, "authority", "authority.example", "-ext", "bc:c");
        pair(store, "mail", host);
        keytool(store, "-certreq", "-alias", "mail", "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of("-gencert", "-alias", "authority", "-ext", "san=dns:" + host));
        sign.addAll(List.of("-infile", request.toString(), "-outfile", answer.toString()));
        sign.addAll(List.of(validity));
        keytool(store, sign.toArray(String[]::new));
        keytool(store, "-importcert", "-noprompt", "-alias", "mail", "-file", answer.toString());
        return load(store, "authority", folder.resolve("authority.pem"));
    }

    private static void pair(Path store, String alias, String host, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        words.addAll(List.of("-groupname", "secp256r1", "-dname", "CN=" + host, "-ext", "san=dns:" + host));
        words.addAll(List.of("-storetype", "PKCS12"));
        words.addAll(List.of(more));
        keytool(store, words.toArray(String[]::new));
    }

    private static void keytool(Path store, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static MailCertificate load(Path file, String trusted, Path pem)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = store.getCertificate(trusted).getEncoded();
        if (!trusted.equals("mail")) {
            store.deleteEntry(trusted); // not what a server shows
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        return new MailCertificate(context, file, pem);
    }
}
