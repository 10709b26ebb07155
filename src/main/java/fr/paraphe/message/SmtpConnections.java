package fr.paraphe.message;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Connections to the mail server, kept open between mails and between batches; one is used by one thread at a time. */
@Component
class SmtpConnections {

    private static final Duration PROBABLY_ALIVE = Duration.ofSeconds(5);

    private final ObjectProvider<JavaMailSenderImpl> mailSender;
    private final MessageSettings.Mail settings;
    private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

    SmtpConnections(
            ObjectProvider<JavaMailSenderImpl> mailSender, MessageSettings settings, MailAddressing addressing) {
        this.mailSender = mailSender;
        this.settings = settings.mail();
        mailSender.ifAvailable(server ->
                server.setJavaMailProperties(withDefaults(server.getJavaMailProperties(), addressing.domain())));
    }

    /** Time-outs, as there are none by default, and a name to introduce ourselves with. What is configured stays. */
    private static Properties withDefaults(Properties configured, String domain) {
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.writetimeout", "10000");
        properties.put("mail.smtp.localhost", domain);
        properties.putAll(configured);
        return properties;
    }

    MimeMessage newMail() {
        return server().createMimeMessage();
    }

    /** A connection that works, as far as one can know; opened if none is idle. */
    SmtpConnection lend() throws MessagingException {
        SmtpConnection kept;
        while ((kept = idle.pollFirst()) != null) {
            if (kept.idleSince(PROBABLY_ALIVE) ? kept.transport.isConnected() : kept.lastsLonger()) {
                return kept;
            }
            kept.close();
        }
        return new SmtpConnection(connected());
    }

    /** Takes a connection back, to be lent again. */
    void giveBack(SmtpConnection connection) {
        if (connection.lastsLonger()) {
            connection.usedAt = System.nanoTime();
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    @Scheduled(fixedDelay = 10_000)
    void closeIdle() {
        SmtpConnection oldest;
        while ((oldest = idle.pollLast()) != null) {
            if (!oldest.idleSince(settings.idle())) {
                idle.addLast(oldest);
                return;
            }
            oldest.close();
        }
    }

    @PreDestroy
    void closeAll() {
        SmtpConnection kept;
        while ((kept = idle.pollFirst()) != null) {
            kept.close();
        }
    }

    private SMTPTransport connected() throws MessagingException {
        var server = server();
        var protocol = server.getProtocol() == null ? "smtp" : server.getProtocol();
        var transport = (SMTPTransport) server.getSession().getTransport(protocol);
        transport.connect(server.getHost(), server.getPort(), blankToNull(server.getUsername()), server.getPassword());
        return transport;
    }

    private JavaMailSenderImpl server() {
        var server = mailSender.getIfAvailable();
        if (server == null) {
            throw new ProviderDown("No mail server is configured: spring.mail.host is missing", null);
        }
        return server;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** One open connection. */
    final class SmtpConnection {
        private final SMTPTransport transport;
        private int mails;
        private long usedAt = System.nanoTime();

        private SmtpConnection(SMTPTransport transport) {
            this.transport = transport;
        }

        /** @return the server's words on accepting it */
        String send(MimeMessage mail) throws MessagingException {
            mails++;
            transport.sendMessage(mail, mail.getAllRecipients());
            return transport.getLastServerResponse().strip();
        }

        boolean isFresh() {
            return mails == 0;
        }

        boolean lastsLonger() {
            return mails < settings.perConnection();
        }

        private boolean idleSince(Duration time) {
            return System.nanoTime() - usedAt > time.toNanos();
        }

        void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                // It says goodbye to a server that is gone: the socket is closed all the same.
            }
        }
    }
}
