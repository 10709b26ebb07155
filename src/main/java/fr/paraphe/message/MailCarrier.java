package fr.paraphe.message;

import fr.paraphe.message.SmtpConnections.SmtpConnection;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server. */
@Component
class MailCarrier implements Carrier {

    private final SmtpConnections connections;
    private final MailAddressing addressing;
    private final MailBody body;
    private final Map<String, PersonalTexts> personal;

    MailCarrier(SmtpConnections connections, MailAddressing addressing, MailBody body, List<PersonalTexts> personal) {
        this.connections = connections;
        this.addressing = addressing;
        this.body = body;
        this.personal = PersonalTexts.byFlow(personal);
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public boolean canBeAsked() {
        return false;
    }

    @Override
    public Round open(String flow, Map<String, MessageText> texts) {
        return new MailRound(texts, personal.get(flow));
    }

    private final class MailRound implements Round {
        private final Map<String, MessageText> texts;
        private final @Nullable PersonalTexts personal;
        private final Map<String, MailModel> models = new HashMap<>();
        private @Nullable SmtpConnection connection;

        MailRound(Map<String, MessageText> texts, @Nullable PersonalTexts personal) {
            this.texts = texts;
            this.personal = personal;
        }

        /**
         * A mail whose first attempt had no answer is sent again as it was: its Message-ID tells that it is the same.
         */
        @Override
        public Answer carry(Claimed message) {
            try {
                return hand(mail(message));
            } catch (AddressException e) {
                return new Answer.Refused(FailureReason.INVALID_ADDRESS, null);
            } catch (MessagingException e) {
                throw new IllegalStateException("A mail cannot be composed", e);
            }
        }

        private Answer hand(MimeMessage mail) {
            while (true) {
                SmtpConnection open;
                try {
                    open = connection();
                } catch (MessagingException e) {
                    return new Answer.Down("The mail server cannot be reached", e);
                }
                var isFresh = open.isFresh();
                try {
                    return new Answer.Accepted(null, open.send(mail));
                } catch (MessagingException e) {
                    var answer = SmtpAnswers.of(e);
                    if (!(answer instanceof Answer.Refused || answer instanceof Answer.Later)) {
                        open.close();
                        connection = null;
                    }
                    if (isFresh || !SmtpAnswers.isClosing(e)) {
                        return answer;
                    }
                }
            }
        }

        private SmtpConnection connection() throws MessagingException {
            var current = connection;
            if (current != null && !current.lastsLonger()) {
                current.close();
                current = null;
            }
            connection = current == null ? connections.lend() : current;
            return connection;
        }

        private MimeMessage mail(Claimed message) throws MessagingException {
            var part = personal == null ? PersonalPart.NONE : personal.partFor(message.recipient());
            var model = part.words().isEmpty()
                    ? model(message.language())
                    : new MailModel(common(text(message.language()).with(part.words()), message.language()));
            var mail = model.newMail();
            addressing.address(mail, message);
            if (part.unsubscribe() != null) {
                addressing.offerUnsubscribing(mail, part.unsubscribe());
            }
            return mail;
        }

        private MailModel model(String language) throws MessagingException {
            var made = models.get(language);
            if (made == null) {
                made = new MailModel(common(text(language), language));
                models.put(language, made);
            }
            return made;
        }

        private MessageText text(String language) {
            var text = texts.get(language);
            if (text == null) {
                throw new IllegalStateException("There is no text in the language " + language);
            }
            return text;
        }

        private MimeMessage common(MessageText text, String language) throws MessagingException {
            var mail = connections.newMail();
            addressing.introduce(mail);
            mail.setSubject(text.subject(), "UTF-8");
            mail.setContent(body.alternatives(language, text));
            return mail;
        }

        /** A mail server that wants a pause says so by its answers. */
        @Override
        public boolean awaitTurn(Duration atMost) {
            return true;
        }

        @Override
        public @Nullable Instant busyUntil() {
            return null;
        }

        @Override
        public void close() {
            if (connection != null) {
                connections.giveBack(connection);
            }
        }
    }
}
