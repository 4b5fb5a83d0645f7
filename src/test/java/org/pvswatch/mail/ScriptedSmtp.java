package org.pvswatch.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A strict mail server that answers as a test has it: verbs are {@code GREETING}, {@code EHLO}, {@code AUTH}, {@code MAIL},
 * {@code RCPT}, {@code RCPT <address>}, {@code DATA} and {@code .} for the end of a message.
 */
public final class ScriptedSmtp implements AutoCloseable {
    /** Instead of a reply the connection ends. */
    static final String CUT = "CUT";

    /** The message is taken, and the connection ends before that is said. */
    static final String TAKE_AND_CUT = "TAKE AND CUT";

    /** No reply for as long as the server lives. */
    static final String HANG = "HANG";

    private final Map<String, Deque<String>> once = new HashMap<>();
    private final Map<String, String> always = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Set<Socket> open = new HashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Runnable whenTaken = () -> {};
    private SSLContext tls;
    private boolean implicit;
    private String login;
    private ServerSocket listening;
    private int port;

    /** A message that was accepted. */
    public record Taken(String from, List<String> to, String data) {
        public String header(String name) {
            return data.replace("\r\n ", " ")
                    .replace("\r\n\t", " ")
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse(null);
        }
    }

    public static ScriptedSmtp started() throws IOException {
        ScriptedSmtp server = new ScriptedSmtp();
        server.listen();
        return server;
    }

    ScriptedSmtp withStartTls(MailCertificate certificate) {
        tls = certificate.context();
        return this;
    }

    ScriptedSmtp withTls(MailCertificate certificate) {
        implicit = true;
        return withStartTls(certificate);
    }

    ScriptedSmtp withLogin(String user, String password) {
        login = "\0" + user + "\0" + password;
        return this;
    }

    public int port() {
        return port;
    }

    /** The next replies to a verb; after them it is answered as usual. */
    public synchronized void next(String verb, String... replies) {
        once.computeIfAbsent(verb, any -> new ArrayDeque<>()).addAll(List.of(replies));
    }

    synchronized void always(String verb, String reply) {
        always.put(verb, reply);
    }

    synchronized void asUsual(String verb) {
        always.remove(verb);
    }

    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Every command so far. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    synchronized long heard(String verb) {
        return heard.stream().filter(line -> line.startsWith(verb)).count();
    }

    /** What is done when a message was taken, before that is said. */
    synchronized void whenTaken(Runnable work) {
        whenTaken = work;
    }

    /** Forgets what it was told and what it heard. */
    public synchronized void forget() {
        once.clear();
        always.clear();
        taken.clear();
        heard.clear();
    }

    /** Nobody listens from now on. */
    synchronized void down() throws IOException {
        listening.close();
        for (Socket each : open) {
            each.close();
        }
    }

    /** Listens again at the same port. */
    synchronized void listen() throws IOException {
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        port = listening.getLocalPort();
        ServerSocket mine = listening;
        Thread acceptor = new Thread(() -> accept(mine), "smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        down();
    }

    private void accept(ServerSocket mine) {
        while (!mine.isClosed()) {
            try {
                Socket socket = mine.accept();
                synchronized (this) {
                    open.add(socket);
                }
                Thread talk = new Thread(() -> talk(socket), "smtp-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            Talk talk = new Talk(socket);
            if (implicit) {
                talk.encrypt();
            }
            talk.run();
        } catch (IOException e) {
            // the other end went away
        } finally {
            synchronized (this) {
                open.remove(socket);
            }
        }
    }

    private synchronized String answer(String verb, String usual) {
        Deque<String> replies = once.get(verb);
        return replies != null && !replies.isEmpty() ? replies.remove() : always.getOrDefault(verb, usual);
    }

    /** One connection. */
    private final class Talk {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private boolean encrypted;
        private boolean loggedIn = login == null;
        private String from;
        private final List<String> to = new ArrayList<>();

        Talk(Socket socket) throws IOException {
            use(socket);
        }

        private void use(Socket with) throws IOException {
            socket = with;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void encrypt() throws IOException {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            use(secured);
            encrypted = true;
        }

        void run() throws IOException {
            boolean goesOn = reply("GREETING", "220 scripted.example ESMTP");
            while (goesOn) {
                String line = line();
                if (line == null) {
                    return;
                }
                synchronized (ScriptedSmtp.this) {
                    heard.add(line);
                }
                goesOn = handle(line, line.split("[ :]")[0].toUpperCase());
            }
        }

        private boolean handle(String line, String verb) throws IOException {
            switch (verb) {
                case "EHLO":
                    return reply(
                            "EHLO",
                            "250-scripted.example\r\n250-SIZE 26214400"
                                    + (tls != null && !encrypted ? "\r\n250-STARTTLS" : "")
                                    + (login != null && encrypted ? "\r\n250-AUTH PLAIN" : "")
                                    + "\r\n250 ENHANCEDSTATUSCODES");
                case "STARTTLS":
                    reply("STARTTLS", "220 2.0.0 go ahead");
                    encrypt();
                    return true;
                case "AUTH":
                    String given = line.substring(line.lastIndexOf(' ') + 1);
                    loggedIn = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).endsWith(login);
                    return reply("AUTH", loggedIn ? "235 2.7.0 ok" : "535 5.7.8 Username and Password not accepted");
                case "MAIL":
                    from = address(line);
                    to.clear();
                    return reply("MAIL", loggedIn ? "250 2.1.0 ok" : "530 5.7.0 Authentication Required");
                case "RCPT":
                    String reply = answer("RCPT " + address(line), answer("RCPT", "250 2.1.5 ok"));
                    if (from != null && reply.startsWith("250")) {
                        to.add(address(line));
                    }
                    return say(from == null ? "503 5.5.1 MAIL first" : reply);
                case "DATA":
                    return data();
                case "RSET", "NOOP":
                    from = null;
                    to.clear();
                    return reply(verb, "250 2.0.0 ok");
                case "QUIT":
                    say("221 2.0.0 bye");
                    return false;
                default:
                    return say("500 5.5.2 what?");
            }
        }

        private boolean data() throws IOException {
            if (to.isEmpty()) {
                return say("503 5.5.1 RCPT first");
            }
            String reply = answer("DATA", "354 go ahead");
            if (!say(reply) || !reply.startsWith("354")) {
                return !reply.equals(CUT);
            }
            StringBuilder data = new StringBuilder();
            for (String line = line(); !".".equals(line); line = line()) {
                if (line == null) {
                    return false;
                }
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            String said = answer(".", "250 2.0.0 queued");
            if (said.startsWith("250") || said.equals(TAKE_AND_CUT)) {
                Runnable work;
                synchronized (ScriptedSmtp.this) {
                    taken.add(new Taken(from, List.copyOf(to), data.toString()));
                    work = whenTaken;
                }
                work.run();
            }
            return say(said.equals(TAKE_AND_CUT) ? CUT : said);
        }

        private String address(String line) {
            return line.replaceAll(".*<(.*)>.*", "$1");
        }

        private boolean reply(String verb, String usual) throws IOException {
            return say(answer(verb, usual));
        }

        private boolean say(String reply) throws IOException {
            if (reply.equals(HANG)) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (reply.equals(HANG) || reply.equals(CUT)) {
                return false;
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return !reply.startsWith("421");
        }

        /** A line of at most 998 characters that ends as it must; {@code null} at the end. */
        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    if (!text.endsWith("\r")
                            || text.length() > 999
                            || text.chars().anyMatch(each -> each > 126)) {
                        throw new IOException("not as RFC 5321 has it: " + text);
                    }
                    return text.substring(0, text.length() - 1);
                }
                line.write(c);
            }
            return null;
        }
    }
}
