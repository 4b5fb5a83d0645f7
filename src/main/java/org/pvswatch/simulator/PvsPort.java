package org.pvswatch.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The PVS's own port. While the box is off nobody listens there, and the kernel refuses connections as it would on the
 * real box. A request caught in the moment of closing may get no answer at all. The port is kept from others meanwhile by a socket that is bound and does not listen. Safe for several
 * threads.
 */
final class PvsPort implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final SimulatorOptions options;
    private final BoxLife life;
    private final HttpHandler handler;
    private final Executor threads;
    private final InetSocketAddress address;
    private HttpServer server;
    private SelfSignedIdentity shown;
    private Socket keeper;
    private boolean closed;

    /** Listens, if only to learn its port. */
    PvsPort(SimulatorOptions options, BoxLife life, HttpHandler handler, Executor threads) throws IOException {
        this.options = options;
        this.life = life;
        this.handler = handler;
        this.threads = threads;
        listen(
                new InetSocketAddress(options.address(), options.port()),
                identity(options.clock().instant()));
        this.address = server.getAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /** What it shows at that time on https. */
    Optional<X509Certificate> certificate(Instant now) {
        try {
            return Optional.ofNullable(identity(now)).map(SelfSignedIdentity::certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens or not as the box does now, with the certificate of now; connections end at a change. */
    synchronized void follow() {
        // read within the lock: a thread that waited for it must not undo what the clock's mover has done
        var now = options.clock().instant();
        try {
            boolean down = closed || life.isDown(now);
            var wanted = identity(now);
            if (server != null && (down || wanted != shown)) {
                stop();
            }
            if (server == null && !down) {
                listenAgain(wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator lost its port " + address.getPort(), e);
        }
    }

    private SelfSignedIdentity identity(Instant now) throws IOException {
        return options.tls() ? SelfSignedIdentity.of(options.address(), life.certificate(now)) : null;
    }

    private void listen(InetSocketAddress where, SelfSignedIdentity identity) throws IOException {
        if (identity == null) {
            server = HttpServer.create(where, BACKLOG);
        } else {
            var secured = HttpsServer.create(where, BACKLOG);
            secured.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
            server = secured;
        }
        shown = identity;
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
    }

    private void listenAgain(SelfSignedIdentity identity) throws IOException {
        try {
            listen(address, identity);
        } catch (BindException e) {
            // not every system lets two sockets have one port, even if one does not listen
            letGo();
            listen(address, identity);
        } finally {
            letGo();
        }
    }

    private void stop() throws IOException {
        server.stop(0);
        server = null;
        keeper = new Socket();
        keeper.setReuseAddress(true);
        keeper.bind(address);
    }

    private void letGo() throws IOException {
        if (keeper != null) {
            keeper.close();
            keeper = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.stop(0);
            server = null;
        }
        try {
            letGo();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
