package fr.paraphe.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An SMTP server that answers as a test says: refuses a command, closes, or drops the connection without a word. */
final class ScriptedMailServer implements AutoCloseable {

    private static final String DROP = "drop";

    /** A mail that was taken: whom it was for, and what was transmitted. */
    record Taken(String recipient, String content) {
        String header(String name) {
            return content.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .map(line -> line.substring(name.length() + 2))
                    .orElse("");
        }
    }

    private final ServerSocket socket;
    private final Map<String, Queue<String>> script = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Duration answersAfter;

    ScriptedMailServer() {
        this(Duration.ZERO);
    }

    /** @param answersAfter how long it thinks about each mail that it has taken */
    ScriptedMailServer(Duration answersAfter) {
        this.answersAfter = answersAfter;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** The next command that begins like this is answered so; {@code "."} is the end of a mail. */
    ScriptedMailServer answers(String command, String reply) {
        script.computeIfAbsent(command, any -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /** The next command that begins like this ends the connection without an answer. */
    ScriptedMailServer dropsAt(String command) {
        return answers(command, DROP);
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                connections.incrementAndGet();
                daemon(() -> converse(client));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void converse(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                var out = client.getOutputStream()) {
            client.setTcpNoDelay(true);
            reply(out, "220 scripted");
            var recipient = "";
            String line;
            while ((line = in.readLine()) != null) {
                var told = scripted(line);
                if (told != null) {
                    if (told.equals(DROP) || !reply(out, told)) {
                        return;
                    }
                } else if (line.startsWith("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    reply(out, "250 2.1.5 Ok");
                } else if (line.startsWith("DATA")) {
                    reply(out, "354 go on");
                    var content = content(in);
                    var verdict = scripted(".");
                    if (DROP.equals(verdict)) {
                        taken.add(new Taken(recipient, content));
                        return;
                    }
                    if (verdict == null) {
                        taken.add(new Taken(recipient, content));
                        LockSupport.parkNanos(answersAfter.toNanos());
                    }
                    reply(out, verdict == null ? "250 2.0.0 Ok: queued as " + taken.size() : verdict);
                } else {
                    reply(out, line.startsWith("QUIT") ? "221 bye" : "250 Ok");
                }
            }
        } catch (IOException e) {
            // the other side went away, which some tests want
        }
    }

    private @Nullable String scripted(String line) {
        for (var entry : script.entrySet()) {
            if (line.startsWith(entry.getKey())) {
                synchronized (entry.getValue()) {
                    return entry.getValue().poll();
                }
            }
        }
        return null;
    }

    private static String content(BufferedReader in) throws IOException {
        var content = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            content.append(line).append('\n');
        }
        return content.toString();
    }

    /** @return whether the conversation goes on */
    private static boolean reply(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
        return !line.startsWith("421");
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
