package fr.paraphe.relaunch;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.AccountOption;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.Options;
import fr.paraphe.message.Channel;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageText;
import fr.paraphe.message.SmsText;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The last human step before anything leaves: the exact text, the number, the cost, and the click. */
@Service
@Transactional
public class RelaunchConfirming {

    private final RelaunchAccess access;
    private final RelaunchReviewing reviewing;
    private final RelaunchTimeline timeline;
    private final RelaunchTexts texts;
    private final RelaunchSettings settings;
    private final MessageSending messages;
    private final Accounts accounts;
    private final Options options;
    private final JdbcClient jdbc;
    private final Clock clock;

    RelaunchConfirming(
            RelaunchAccess access,
            RelaunchReviewing reviewing,
            RelaunchTimeline timeline,
            RelaunchTexts texts,
            RelaunchSettings settings,
            MessageSending messages,
            Accounts accounts,
            Options options,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.reviewing = reviewing;
        this.timeline = timeline;
        this.texts = texts;
        this.settings = settings;
        this.messages = messages;
        this.accounts = accounts;
        this.options = options;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Freezes texts, recipients and price as they are now. */
    public void compose(RelaunchNumber number) {
        reviewing.validateAddresses(number);
        var run = access.toChange(number);
        var people = freezeTexts(run);
        run.preview(run.sends(Channel.SMS) ? settings.price() : null);
        timeline.add(run.id(), RelaunchEvent.What.PREVIEWED, people);
    }

    /** Freezes the texts anew, in the other spelling; people and price stay as the preview showed them. */
    public void respell(RelaunchNumber number, Spelling spelling) {
        var run = access.toChange(number);
        run.spell(spelling);
        freezeTexts(run);
    }

    private int freezeTexts(Relaunch run) {
        jdbc.sql("delete from relaunch_text where relaunch_id = ?")
                .param(run.id())
                .update();
        var speakers = speakers(run);
        speakers.forEach(some -> write(run, some, textFor(run, some.language())));
        return speakers.stream().mapToInt(Speakers::people).sum();
    }

    /**
     * Ends the step.
     *
     * @param send whether to send, or to review again
     * @param seen the version of the preview that the person saw; needed to send
     * @throws RelaunchRefused if that is not what would be sent, or nobody would get it
     */
    public void decide(RelaunchNumber number, boolean send, @Nullable Integer seen) {
        if (!send) {
            reviewAgain(number);
        } else if (seen != null) {
            confirm(number, seen);
        } else {
            throw RelaunchRefused.previewNotNamed();
        }
    }

    /**
     * Lets the messages leave.
     *
     * @param seen the version of the preview that the person saw
     */
    private void confirm(RelaunchNumber number, int seen) {
        var run = access.toChange(number);
        var scope = access.worker();
        run.confirm(seen, scope.userId(), clock.instant());
        if (!options.isOn(run.account(), AccountOption.RELAUNCH)) {
            throw RelaunchRefused.optionOff(accounts.byId(run.account()).name());
        }
        if (speakers(run).isEmpty()) {
            throw RelaunchRefused.nobodyToSendTo();
        }
        var changed = peopleWhoseAddressChanged(run);
        if (changed > 0) {
            throw RelaunchRefused.contactsChanged(changed);
        }
        messages.compose(run.dispatch(), run.account(), run.channel(), shown(run));
        timeline.add(run.id(), RelaunchEvent.What.CONFIRMED);
    }

    private void reviewAgain(RelaunchNumber number) {
        var run = access.toChange(number);
        run.reviewAgain();
        timeline.add(run.id(), RelaunchEvent.What.REVIEWED_AGAIN);
    }

    /** Whether this very preview is confirmed already: the same click twice. */
    public boolean isConfirmed(RelaunchNumber number, int seen) {
        return access.toChange(number).isConfirmedAs(seen);
    }

    public void cancel(RelaunchNumber number) {
        var run = access.toChange(number);
        run.cancel();
        timeline.add(run.id(), RelaunchEvent.What.CANCELLED);
    }

    private record Speakers(Locale language, int people) {}

    /** Those who shall get the message, by language. */
    private List<Speakers> speakers(Relaunch run) {
        return jdbc.sql("""
                        select language, count(*) as people from relaunch_recipient
                        where relaunch_id = ? and ticked and problem is null
                        group by language order by language desc
                        """)
                .param(run.id())
                .query((row, number) ->
                        new Speakers(Locale.forLanguageTag(row.getString("language")), row.getInt("people")))
                .list();
    }

    private MessageText textFor(Relaunch run, Locale language) {
        return texts.text(run.channel(), accounts.byId(run.account()).name(), language, run.spelling());
    }

    private void write(Relaunch run, Speakers speakers, MessageText text) {
        jdbc.sql("""
                        insert into relaunch_text (relaunch_id, language, subject, body, segments, recipients)
                        values (:relaunch, :language, :subject, :body, :segments, :recipients)
                        """)
                .param("relaunch", run.id())
                .param("language", speakers.language().getLanguage())
                .param("subject", text.subject())
                .param("body", text.body())
                .param("segments", run.channel() == Channel.SMS ? SmsText.segments(text.body()) : 0)
                .param("recipients", speakers.people())
                .update();
    }

    private Map<Locale, MessageText> shown(Relaunch run) {
        return jdbc
                .sql("select language, subject, body from relaunch_text where relaunch_id = ?")
                .param(run.id())
                .query((row, number) -> Map.entry(
                        Locale.forLanguageTag(row.getString("language")),
                        new MessageText(row.getString("subject"), row.getString("body"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long peopleWhoseAddressChanged(Relaunch run) {
        return jdbc.sql("""
                        select count(*) from relaunch_recipient shown
                        join partner on partner.id = shown.partner_id
                        where shown.relaunch_id = ? and shown.ticked and shown.problem is null and not (%s)
                        """.formatted(RelaunchSql.reachedAsShown(run.channel())))
                .param(run.id())
                .query(Long.class)
                .single();
    }
}
