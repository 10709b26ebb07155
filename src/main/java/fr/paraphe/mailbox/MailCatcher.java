package fr.paraphe.mailbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** An SMTP server on the loopback interface that takes every mail for every address, and delivers none. */
@Component
@ConditionalOnBooleanProperty("paraphe.mailbox.catches-mail")
class MailCatcher {

    static final String HOST = "127.0.0.1";

    private final GreenMail server;
    private final CaughtMessages messages;
    private final Clock clock;

    MailCatcher(MailboxSettings settings, CaughtMessages messages, Clock clock) {
        this.server = new GreenMail(new ServerSetup(settings.smtpPort(), HOST, ServerSetup.PROTOCOL_SMTP));
        this.messages = messages;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler((mail, recipient) -> new Anybody(recipient));
    }

    @PreDestroy
    void stop() {
        server.stop();
    }

    /** Whoever a mail is for: what is delivered here is caught, and GreenMail's own mailboxes stay empty. */
    private final class Anybody implements GreenMailUser {
        private final MailAddress address;

        Anybody(MailAddress address) {
            this.address = address;
        }

        @Override
        public void deliver(MovingMessage mail) {
            caught(mail.getReturnPath(), mail.getMessage());
        }

        @Override
        public void deliver(MimeMessage mail) {
            caught(null, mail);
        }

        private void caught(@Nullable MailAddress sender, MimeMessage mail) {
            try {
                var content = MailContent.of(mail);
                var size = mail.getSize();
                var from = sender == null ? "" : sender.getEmail();
                messages.keep(id -> new CaughtMail(id, clock.instant(), from, address.getEmail(), content, size));
            } catch (MessagingException e) {
                throw new IllegalArgumentException("not a well-formed mail", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getEmail() {
            return address.getEmail();
        }

        @Override
        public String getLogin() {
            return address.getEmail();
        }

        @Override
        public String getQualifiedMailboxName() {
            return address.getEmail();
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}
    }
}
