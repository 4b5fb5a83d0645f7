package org.pvswatch.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A wire to a broker that can be cut, as by a machine that dies: no word of farewell goes through. */
public final class Wire implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final List<Socket> ends = new ArrayList<>();
    private boolean hanging;

    public Wire(int to) throws IOException {
        this.to = to;
        this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public String url() {
        return "tcp://127.0.0.1:" + door.getLocalPort();
    }

    /** Whatever goes through it breaks off; whoever comes later gets through. */
    public synchronized void cut() throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    /** From now on whoever comes is let in, and hears nothing. */
    public synchronized void hang(boolean hangs) throws IOException {
        hanging = hangs;
        cut();
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket near) throws IOException {
        synchronized (this) {
            if (hanging) {
                ends.add(near);
                return;
            }
        }
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
            synchronized (this) {
                ends.add(near);
                ends.add(far);
            }
            thread(() -> pass(near, far));
            thread(() -> pass(far, near));
        } catch (ConnectException e) {
            near.close(); // nobody is at the other end
        }
    }

    private static void pass(Socket from, Socket into) {
        try (InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // cut
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
