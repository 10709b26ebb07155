package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.layout.Formats;
import fr.paraphe.layout.Languages;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MailBounced;
import fr.paraphe.message.MessageText;
import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.UnsubscribeLinks;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the mails to clients say: one frame for all, and each client's requests, filled in when a mail leaves. */
@Component
class RequestMails implements PersonalTexts {

    static final String FLOW = "information-request";

    private static final String REQUESTS = "requests";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final String BOUNCE = "retour de mail";

    private final MessageSource messages;
    private final Formats formats;
    private final UnsubscribeLinks links;
    private final Accounts accounts;
    private final PartnerDirectory partners;
    private final JdbcClient jdbc;
    private final String portal;

    RequestMails(
            MessageSource messages,
            Formats formats,
            UnsubscribeLinks links,
            Accounts accounts,
            PartnerDirectory partners,
            JdbcClient jdbc,
            @Value("${paraphe.public-url}") String publicUrl) {
        this.messages = messages;
        this.formats = formats;
        this.links = links;
        this.accounts = accounts;
        this.partners = partners;
        this.jdbc = jdbc;
        this.portal = publicUrl + "/portal";
    }

    @Override
    public String flow() {
        return FLOW;
    }

    /** One text in each language; mails of an account that say the same share a dispatch. */
    record Text(DispatchKey dispatch, Map<Locale, MessageText> texts) {}

    /** Mails that say the same but for each client's requests. */
    record Alike(Text text, Account account, Long[] mails) {}

    /** A mail that only asks again says so in its frame, too. */
    List<Alike> alike(Long[] mails) {
        return jdbc.sql("""
                        select account_id, only_again, array_agg(mail) as mails from (
                          select p.account_id, m.id as mail, bool_and(told.again) as only_again
                          from request_mail m
                          join partner p on p.id = m.client_id
                          join (
                            select mail_id, bool_or(kind = 'AGAIN') as again from request_notice
                            where mail_id = any(:mails) group by mail_id, task_id) told on told.mail_id = m.id
                          group by p.account_id, m.id) one
                        group by account_id, only_again""")
                .param("mails", mails)
                .query((row, n) -> {
                    var account = accounts.byId(new AccountId(row.getLong("account_id")));
                    return new Alike(
                            text(account, row.getBoolean("only_again") ? "mission.mail.again" : "mission.mail"),
                            account,
                            (Long[]) row.getArray("mails").getArray());
                })
                .list();
    }

    private Text text(Account account, String key) {
        var texts = new LinkedHashMap<Locale, MessageText>();
        for (var language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            texts.put(
                    language,
                    new MessageText(
                            messages.getMessage(key + ".subject", new Object[] {account.name()}, language),
                            messages.getMessage(
                                    key + ".body",
                                    new Object[] {
                                        account.name(), portal, "[[" + REQUESTS + "]]", "[[" + UNSUBSCRIBE + "]]"
                                    },
                                    language)));
        }
        return new Text(new DispatchKey(FLOW, account.code() + "-" + MessageText.version(texts)), texts);
    }

    private record Line(String key, String number, String text, Period period, LocalDate dueOn) {}

    @Override
    public PersonalPart partFor(long mail) {
        var client = jdbc.sql("select client_id from request_mail where id = ?")
                .param(mail)
                .query(Long.class)
                .single();
        var unsubscribe = links.link(new PartnerId(client), Alert.INFORMATION_REQUEST);
        return new PersonalPart(
                Map.of(REQUESTS, requests(mail, client), UNSUBSCRIBE, unsubscribe.toString()), unsubscribe);
    }

    /** A line for each: neither an offering's title, nor a mission's name, nor what staff remarks is ever in it. */
    private String requests(long mail, long client) {
        var language = Languages.spoken(
                Locale.forLanguageTag(partners.byId(new PartnerId(client)).language()));
        return jdbc
                .sql("""
                        select t.number, t.text, t.due_on, o.frequency, o.n - o.first_n + 1 as n, o.quantity,
                          case when bool_or(n.kind = 'AGAIN') then 'again.line'
                            when bool_or(n.kind = 'REMINDER') then 'reminder' else 'line' end as key
                        from request_notice n
                        join mission_task t on t.id = n.task_id
                        join occurrence o on o.id = t.occurrence_id
                        where n.mail_id = ?
                        group by t.id, o.id order by t.due_on, t.id""")
                .param(mail)
                .query((row, n) -> {
                    var due = requireNonNull(row.getObject("due_on", LocalDate.class));
                    return new Line(
                            "mission.mail." + row.getString("key"),
                            row.getString("number"),
                            row.getString("text"),
                            ClientRequests.period(row, due),
                            due);
                })
                .list()
                .stream()
                .map(line -> messages.getMessage(
                        line.key(),
                        new Object[] {
                            line.text(),
                            line.period().in(language),
                            formats.date(line.dueOn()),
                            portal + "/requests/" + line.number()
                        },
                        language))
                .collect(joining("\n"));
    }

    @EventListener
    void markBounced(MailBounced bounced) {
        if (bounced.dispatch().flow().equals(FLOW) && bounced.hard()) {
            var client = jdbc.sql("select client_id from request_mail where id = ?")
                    .param(bounced.recipient())
                    .query(Long.class)
                    .single();
            partners.markBounced(new PartnerId(client), ContactPoint.MAIL, bounced.address(), BOUNCE);
        }
    }
}
