package fr.paraphe.message;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.SearchTerm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The mailbox that mails come back to. Reports of mail servers are recorded, then moved aside; everything else, such as
 * answers and out-of-office notes, is left as it is.
 *
 * <p>A report that was recorded and not moved, as the node was killed in between, is read again, and counts once.
 * Whatever fails is tried again at the next look.
 */
final class BounceMailbox implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(BounceMailbox.class);

    /** Found by the server, so that what people write is not even fetched. */
    private static final SearchTerm REPORTS = new AndTerm(
            new FlagTerm(new Flags(Flags.Flag.DELETED), false), new HeaderTerm("Content-Type", "multipart/report"));

    /** Freed by the database as the transaction ends, however it ends. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('bounce mailbox', 0))";

    private static final int READ_AT_MOST = 256 * 1024;

    private final BounceSettings settings;
    private final MailBounces bounces;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Session session;

    private volatile @Nullable String trouble;

    BounceMailbox(BounceSettings settings, MailBounces bounces, TransactionTemplate transaction, JdbcClient jdbc) {
        this.settings = settings;
        this.bounces = bounces;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.session = Session.getInstance(properties(protocol()));
    }

    private String protocol() {
        return settings.tls() ? "imaps" : "imap";
    }

    /** Time-outs, as there are none by default; and reading a mail does not mark it as read. */
    private static Properties properties(String protocol) {
        var properties = new Properties();
        properties.put("mail." + protocol + ".connectiontimeout", "5000");
        properties.put("mail." + protocol + ".timeout", "20000");
        properties.put("mail." + protocol + ".writetimeout", "10000");
        properties.put("mail." + protocol + ".peek", "true");
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        return properties;
    }

    /** Looks once at the mailbox, unless another node is at it: moving a mail changes the numbers of the others. */
    synchronized void read() {
        try {
            transaction.executeWithoutResult(status -> {
                if (jdbc.sql(LOCK).query(Boolean.class).single()) {
                    readMailbox();
                }
            });
        } catch (RuntimeException e) {
            trouble("the database does not answer: " + e.getClass().getSimpleName(), e);
        }
    }

    private void readMailbox() {
        try (var store = session.getStore(protocol())) {
            store.connect(settings.host(), settings.port(), settings.user(), settings.password());
            readReports(store);
        } catch (MessagingException e) {
            trouble("the mailbox cannot be read: " + e.getMessage(), e);
        }
    }

    private void readReports(Store store) throws MessagingException {
        var inbox = (IMAPFolder) store.getFolder(settings.folder());
        inbox.open(Folder.READ_WRITE);
        var done = store.getFolder(settings.doneFolder());
        if (!done.exists() && !done.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("the folder " + settings.doneFolder() + " cannot be made");
        }
        var waiting = 0;
        for (var mail : inbox.search(REPORTS)) {
            if (!mail.isExpunged() && !isRecorded(mail, inbox)) {
                waiting++;
            } else if (!mail.isExpunged()) {
                inbox.moveMessages(new Message[] {mail}, done);
            }
        }
        if (waiting == 0) {
            trouble = null;
        }
    }

    /** @return false if it is to be tried again */
    private boolean isRecorded(Message mail, IMAPFolder inbox) throws MessagingException {
        var report = report(mail, inbox);
        try {
            report.ifPresent(this::record);
            return true;
        } catch (RuntimeException e) {
            trouble("a mail that came back cannot be recorded: " + e.getClass().getSimpleName(), e);
            return false;
        }
    }

    private void record(BounceReport report) {
        var ours = report.messageIds().stream().anyMatch(id -> bounces.record(id, report.isHard(), report.reason()));
        if (!ours) {
            log.info("A report tells of a mail that is not ours");
        }
    }

    /** Garbage says nothing. Only the beginning is fetched: the mail that is returned with it may be of any size. */
    private Optional<BounceReport> report(Message mail, IMAPFolder inbox) throws MessagingException {
        try (var text = ((IMAPMessage) mail).getMimeStream()) {
            var beginning = new ByteArrayInputStream(text.readNBytes(READ_AT_MOST));
            return BounceReport.of(new MimeMessage(session, beginning));
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!inbox.isOpen()) {
                throw new MessagingException("the connection broke off", e);
            }
            log.info("A report is not understood: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private void trouble(String what, Exception e) {
        trouble = what;
        log.warn("Mails that came back: {}", what);
        log.debug("Mails that came back", e);
    }

    /** It takes no node out of service: reports wait in the mailbox. */
    @Override
    public Health health() {
        var what = trouble;
        return what == null
                ? Health.up().build()
                : Health.status("DEGRADED").withDetail("trouble", what).build();
    }
}
