package fr.paraphe.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between Paraphe and a server, which can be cut: what is connected breaks, and nobody gets through. */
final class Cable implements AutoCloseable {

    private final ServerSocket end;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(int server) throws IOException {
        this.server = server;
        this.end = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Where to connect instead of to the server. */
    int port() {
        return end.getLocalPort();
    }

    void cut() throws IOException {
        cut = true;
        for (var socket : open) {
            socket.close();
        }
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                var here = end.accept();
                if (cut) {
                    here.close();
                } else {
                    connect(here);
                }
            }
        } catch (IOException e) {
            // closed: the bench is over
        }
    }

    private void connect(Socket here) throws IOException {
        var there = new Socket(InetAddress.getLoopbackAddress(), server);
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        open.add(here);
        open.add(there);
        daemon(() -> pass(here, there));
        daemon(() -> pass(there, here));
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // cut
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[16_384];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        end.close();
        cut();
    }
}
