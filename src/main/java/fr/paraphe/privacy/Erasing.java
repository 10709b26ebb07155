package fr.paraphe.privacy;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.portal.InvitationNumber;
import fr.paraphe.portal.InvitationSettled;
import fr.paraphe.portal.InvitationState;
import fr.paraphe.vault.LegalHolds;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what is known about a person: at once what nothing asks to be kept; the rest, the name with it, once the last
 * document's retention has ended. The vault drops the documents by itself.
 */
@Service
public class Erasing {

    private static final Logger log = LoggerFactory.getLogger(Erasing.class);
    private static final int AT_MOST_NAMED = 5;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final LegalHolds holds;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasing(
            JdbcClient jdbc,
            EntityManager entities,
            LegalHolds holds,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.holds = holds;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Documents that must be kept.
     *
     * @param type as people read it; its retention is the reason
     * @param until the last day of the one that is kept longest
     */
    public record Kept(String type, int years, long documents, LocalDate until) {}

    List<Kept> kept(PartnerId partner) {
        return jdbc.sql("""
                        select type.label as type, type.retention_years as years, count(*) as documents,
                          max(retained_until) as until
                        from document join document_type type on type.id = document.type_id
                        where partner_id = ? group by type.id order by until, type.label""").param(partner.value()).query(Kept.class).list();
    }

    boolean isErased(PartnerId partner) {
        return jdbc.sql("select exists (select from personal_data_erasure where partner_id = ?)")
                .param(partner.value())
                .query(Boolean.class)
                .single();
    }

    /** @throws PrivacyRefused if a legal hold stands, or something is under way with this person */
    void refuseUnlessPossible(PartnerId partner) {
        if (holds.isOn(partner)) {
            throw PrivacyRefused.onHold();
        }
        var underWay = jdbc.sql("""
                        select reference from contract where partner_id = :partner and status = 'AWAITING_SIGNATURE'
                        union all select contract.reference from contract
                          join contract_completion on contract_id = contract.id
                          where partner_id = :partner and sealed is null
                        union all select number from proposal where partner_id = :partner
                          and (status in ('READY', 'SENT') or status = 'SIGNED' and sealed is null)
                        union all select number from mission where client_id = :partner and status in ('SAVED', 'SIGNED')
                        union all select number from mission_task where client_id = :partner
                          and state in ('OPEN', 'ANSWERED')
                        limit :atMost""")
                .param("partner", partner.value())
                .param("atMost", AT_MOST_NAMED)
                .query(String.class)
                .list();
        if (!underWay.isEmpty()) {
            throw PrivacyRefused.underWay(String.join(", ", underWay));
        }
    }

    void erase(DataRequest request) {
        var partner = request.partnerId();
        // Whoever files a document or sets a hold meanwhile waits, as their rows refer to this one.
        jdbc.sql("select id from partner where id = ? for update")
                .param(partner.value())
                .query(Long.class)
                .single();
        refuseUnlessPossible(partner);
        endInvitations(partner);
        run(partner, PersonalData::atOnce);
        entities.clear();
        jdbc.sql("""
                        insert into personal_data_erasure (partner_id, request_id, erased_at)
                        select partner_id, id, ? from personal_data_request where number = ?
                        on conflict (partner_id) do nothing""").params(now(), request.number().value()).update();
        finish(partner);
    }

    private void endInvitations(PartnerId partner) {
        jdbc.sql("""
                        update portal_invitation set state = 'UNSUBSCRIBED', settled_at = ?
                        where partner_id = ? and state = 'WAITING' returning number""")
                .params(now(), partner.value())
                .query(String.class)
                .list()
                .forEach(number -> events.publishEvent(
                        new InvitationSettled(new InvitationNumber(number), InvitationState.UNSUBSCRIBED)));
    }

    /** After the vault's own night work: whose last document has gone. Each person in a transaction of their own. */
    @Scheduled(cron = "0 15 3 * * *", zone = "Europe/Paris")
    public void finishAll() {
        var finished = 0;
        for (var partner : jdbc.sql("select partner_id from personal_data_erasure where finished_at is null")
                .query(Long.class)
                .list()) {
            finished += Boolean.TRUE.equals(transaction.execute(status -> finish(new PartnerId(partner)))) ? 1 : 0;
        }
        if (finished > 0) {
            log.info("Nothing had to be kept any more: {} erasures finished", finished);
        }
    }

    /** Whether nothing had to be kept any more, and the rest has gone. */
    private boolean finish(PartnerId partner) {
        var first = jdbc.sql("""
                        update personal_data_erasure set finished_at = ?
                        where partner_id = ? and finished_at is null and not on_legal_hold(partner_id)
                          and not exists (select from document where document.partner_id = personal_data_erasure.partner_id)""").params(now(), partner.value()).update() == 1;
        if (first) {
            run(partner, PersonalData::atEnd);
            entities.clear();
        }
        return first;
    }

    private void run(PartnerId partner, Function<PersonalData, @Nullable String> what) {
        for (var table : PersonalData.values()) {
            var sql = what.apply(table);
            if (sql != null) {
                jdbc.sql(sql)
                        .param("partner", partner.value())
                        .param("now", now())
                        .update();
            }
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
