package fr.paraphe.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Postfix's own test server: takes every mail, counts connections and mails, keeps the mails if asked to. */
final class MailSink implements AutoCloseable {

    private static final Pattern COUNTERS = Pattern.compile("(sess|mesg)=(\\d+)");
    private static final Pattern RECIPIENT = Pattern.compile("(?im)^X-Rcpt-Args: <([^>]+)>");

    private final Process process;
    private final Path log;
    private final Path mails;
    private final int port;

    private MailSink(Process process, Path log, Path mails, int port) {
        this.process = process;
        this.log = log;
        this.mails = mails;
        this.port = port;
    }

    static MailSink start(Path work, boolean keepMails) throws Exception {
        var postfix = work.resolve("postfix/usr");
        var log = Files.createTempFile(work, "smtp-sink", ".log");
        var mails = Files.createTempDirectory(work, "mails");
        Files.setPosixFilePermissions(mails, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        var port = Children.freePort();
        var command = new ArrayList<>(List.of(postfix.resolve("sbin/smtp-sink") + "", "-c"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        if (keepMails) {
            command.addAll(List.of("-D", mails.resolve("all.") + ""));
        }
        command.addAll(List.of("127.0.0.1:" + port, "100"));
        var process = Children.start(log, Map.of("LD_LIBRARY_PATH", postfix.resolve("lib/postfix") + ""), command);
        Children.await("smtp-sink", Duration.ofSeconds(5), () -> answers(port));
        return new MailSink(process, log, mails, port);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Connections so far, without the one that asked whether it answers. */
    long connections() throws IOException {
        return counter("sess") - 1;
    }

    long mails() throws IOException {
        return counter("mesg");
    }

    private long counter(String name) throws IOException {
        var found = 0L;
        var counters = COUNTERS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        while (counters.find()) {
            if (counters.group(1).equals(name)) {
                found = Long.parseLong(counters.group(2));
            }
        }
        return found;
    }

    /** How many mails each address got; only if mails are kept. */
    Map<String, Integer> recipients() throws IOException {
        var count = new HashMap<String, Integer>();
        try (var files = Files.list(mails)) {
            for (var file : files.toList()) {
                var found = RECIPIENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (found.find()) {
                    count.merge(found.group(1), 1, Integer::sum);
                }
            }
        }
        return count;
    }

    @Override
    public void close() throws Exception {
        Children.stop(process);
    }
}
