package fr.paraphe.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.account.AccountId;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageText;
import fr.paraphe.partner.Alert;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells partners by mail that there is something for them, if the campaign is to (C-27): with a document campaign when
 * its documents are there, with the other kind when it begins, as it awaits their login. Whom no mail reaches, or who
 * wants none of these, gets none.
 */
@Service
@Transactional
class CampaignMailing {

    static final String UNSUBSCRIBE = "unsubscribe";

    private static final int AT_ONCE = 10_000;
    private static final Locale[] LANGUAGES = {Locale.FRENCH, Locale.ENGLISH};

    private static final String CAN_BE_TOLD = """
            p.mail_problem is null
            and not exists (select from partner_alert_off where partner_id = p.id and alert = '%s')
            """.formatted(Alert.CAMPAIGN);

    private final MessageSending sending;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String portal;

    CampaignMailing(
            MessageSending sending,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock,
            @Value("${paraphe.public-url}") String publicUrl) {
        this.sending = sending;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.portal = publicUrl + "/portal";
    }

    private record Announced(String number, long account, String agency, String title) {}

    /** To those who have just got the documents. */
    void tell(long campaign, Collection<Long> partners) {
        if (partners.isEmpty()) {
            return;
        }
        find(campaign, "notified_by_mail")
                .ifPresent(announced -> sending.queue(
                        compose(announced),
                        "select p.id, p.mail, p.language from partner p where p.id = any(:partners) and " + CAN_BE_TOLD,
                        Map.of("partners", partners.toArray(Long[]::new))));
    }

    /** Its first day has come: its recipients will be told, some at a time. */
    void announce(Campaign campaign) {
        jdbc.sql("update campaign set notified_to = 0 where id = ? and kind = 'RECIPIENT'")
                .param(campaign.id())
                .update();
    }

    /**
     * Queues the mails of some recipients of an active campaign who are still to log in.
     *
     * @return whether there was anything to do
     */
    boolean announceSome() {
        var next = jdbc.sql("""
                        select c.id, c.notified_to from campaign c
                        where c.notified_to is not null limit 1 for update skip locked""")
                .query((row, number) -> Map.entry(row.getLong("id"), row.getLong("notified_to")))
                .optional();
        next.ifPresent(campaign -> announceSome(campaign.getKey(), campaign.getValue()));
        return next.isPresent();
    }

    private void announceSome(long campaign, long after) {
        var partners = jdbc.sql("""
                        select p.id
                        from campaign c
                        join partner p on p.account_id = any(array%s)
                        join account a on a.id = p.account_id
                        where c.id = :campaign and p.id > :after and c.notified_by_mail and %s and %s
                          and not exists (select from campaign_delivery where campaign_id = c.id and partner_id = p.id)
                        order by p.id limit :limit
                        """.formatted(CampaignSql.ACCOUNTS, CampaignSql.ACTIVE, CampaignSql.TARGETED))
                .param("campaign", campaign)
                .param("after", after)
                .param("now", OffsetDateTime.now(clock))
                .param("limit", AT_ONCE)
                .query(Long.class)
                .list();
        tell(campaign, partners);
        jdbc.sql("update campaign set notified_to = ? where id = ?")
                .params(partners.size() < AT_ONCE ? null : partners.get(partners.size() - 1), campaign)
                .update();
    }

    private Optional<Announced> find(long campaign, String condition) {
        return jdbc.sql("""
                        select c.number, c.account_id as account, a.name as agency, c.title
                        from campaign c join account a on a.id = c.account_id where c.id = ? and\s""" + condition).param(campaign).query(Announced.class).optional();
    }

    /** The title may change while the campaign runs: mails that say the same share a dispatch. */
    private DispatchKey compose(Announced campaign) {
        var texts = new LinkedHashMap<Locale, MessageText>();
        for (var language : LANGUAGES) {
            texts.put(language, new MessageText(text("subject", campaign, language), text("body", campaign, language)));
        }
        var version = UUID.nameUUIDFromBytes(texts.toString().getBytes(UTF_8)).toString();
        var key = new DispatchKey(Campaign.FLOW, campaign.number() + "-" + version.substring(0, 8));
        sending.compose(key, new AccountId(campaign.account()), Channel.MAIL, texts);
        return key;
    }

    private String text(String part, Announced campaign, Locale language) {
        var arguments = List.of(
                campaign.agency(),
                campaign.title(),
                portal + "?lang=" + language.getLanguage(),
                "[[" + UNSUBSCRIBE + "]]");
        return messages.getMessage("campaign.mail." + part, arguments.toArray(), language);
    }
}
