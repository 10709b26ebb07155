package fr.paraphe.contract;

import fr.paraphe.account.StaffScope;
import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Declares contracts signed: on paper, or in the agency, one or a hundred thousand; or signs one
 * electronically, as its partner does in the portal.
 *
 * <p>One statement locks them, signs those that may be, writes their history and tells what it found, so that a
 * contract is signed once, whoever else signs or imports it at the same moment.
 */
@Service
public class ContractSigning {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContractSigning(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Signs what may be signed of the selection and says what may not; doing it again finds everything signed already.
     *
     * @param mode {@link SignatureMode#PAPER} or {@link SignatureMode#AGENCY}: only these are staff's to declare
     */
    @Transactional
    public SigningOutcome sign(ContractSelection selection, SignatureMode mode, StaffScope by) {
        if (mode == SignatureMode.ELECTRONIC) {
            throw ContractRefused.modeNotForStaff();
        }
        var now = clock.instant();
        var tally = new Tally();
        jdbc.sql("""
                        with chosen as materialized (
                          select id, reference, status, transmitted_at
                          from contract
                          where id in (%s)
                          order by id
                          for update
                        ), signed as (
                          update contract
                          set status = 'SIGNED', signed_at = :now, signed_by = :by, signature_mode = :mode,
                              version = version + 1
                          from chosen
                          where contract.id = chosen.id and chosen.status = 'AWAITING_SIGNATURE'
                            and (:mode <> 'AGENCY' or chosen.transmitted_at is not null)
                          returning contract.id
                        ), told as (
                          insert into contract_event (contract_id, what, detail, done_by, done_at)
                          select id, 'SIGNED', :mode, :by, :now from signed
                        )
                        select chosen.id, chosen.reference, chosen.status, signed.id is not null as signed
                        from chosen
                        left join signed on signed.id = chosen.id
                        order by chosen.reference
                        """.formatted(selection.sql()))
                .params(selection.params())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by.userId())
                .param("mode", mode.name())
                .query(row -> {
                    tally.count(
                            new ContractId(row.getLong("id")),
                            row.getString("reference"),
                            ContractStatus.valueOf(row.getString("status")),
                            row.getBoolean("signed"));
                });
        selection.namedBesides(tally.references).forEach(tally::unknown);
        if (!tally.signed.isEmpty()) {
            events.publishEvent(new ContractsSigned(tally.signed, now));
        }
        return tally.outcome();
    }

    /**
     * The partner signs here: the contract is signed at once, and whoever synchronises from this platform learns
     * of it.
     *
     * @throws ContractRefused if it is not this partner's to sign, is signed already or was withdrawn
     */
    @Transactional
    public void signElectronically(ContractId contract, PartnerId partner, Instant at) {
        var asked = jdbc.sql("""
                        select contract.reference, contract.status, partner.given_name, partner.family_name
                        from contract
                        join partner on partner.id = contract.partner_id
                        where contract.id = ? and contract.partner_id = ?
                        for update of contract
                        """)
                .params(contract.value(), partner.value())
                .query((row, number) -> new Asked(
                        row.getString("reference"),
                        ContractStatus.valueOf(row.getString("status")),
                        UnsignedContracts.name(row.getString("given_name"), row.getString("family_name"))))
                .optional()
                .orElseThrow(() -> ContractRefused.unknown(Long.toString(contract.value())));
        asked.mustAwaitSignature();
        jdbc.sql("""
                        with signed as (
                          update contract
                          set status = 'SIGNED', signed_at = :at, signed_by = :by, signature_mode = 'ELECTRONIC',
                              version = version + 1
                          where id = :contract
                        ), told as (
                          insert into contract_event (contract_id, what, detail, done_by, done_at)
                          values (:contract, 'SIGNED', 'ELECTRONIC', :by, :at)
                        )
                        insert into contract_signature (contract_id, signed_at, signed_by) values (:contract, :at, :by)
                        """)
                .param("contract", contract.value())
                .param("by", asked.partner())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ContractsSigned(Set.of(contract), at));
    }

    private record Asked(String reference, ContractStatus status, String partner) {

        void mustAwaitSignature() {
            switch (status) {
                case SIGNED -> throw ContractRefused.signed(reference);
                case WITHDRAWN -> throw ContractRefused.withdrawn(reference);
                case AWAITING_SIGNATURE -> {}
            }
        }
    }

    /** How many contracts of the selection there are, for the question before the act. */
    public int count(ContractSelection selection) {
        return jdbc.sql("select count(*) from (%s) chosen".formatted(selection.sql()))
                .params(selection.params())
                .query(Integer.class)
                .single();
    }

    private static final class Tally {

        private final Set<ContractId> signed = new HashSet<>();
        private final Set<String> references = new HashSet<>();
        private final List<SigningOutcome.Refused> named = new ArrayList<>();
        private int alreadySigned;
        private int refused;

        void count(ContractId id, String reference, ContractStatus before, boolean isSigned) {
            references.add(reference);
            if (isSigned) {
                signed.add(id);
                return;
            }
            switch (before) {
                case SIGNED -> alreadySigned++;
                case WITHDRAWN -> refuse(reference, SigningOutcome.Reason.WITHDRAWN);
                case AWAITING_SIGNATURE -> refuse(reference, SigningOutcome.Reason.NOT_TRANSMITTED);
            }
        }

        void unknown(String reference) {
            refuse(reference, SigningOutcome.Reason.UNKNOWN);
        }

        private void refuse(String reference, SigningOutcome.Reason reason) {
            refused++;
            if (named.size() < SigningOutcome.MOST_NAMED) {
                named.add(new SigningOutcome.Refused(reference, reason));
            }
        }

        SigningOutcome outcome() {
            return new SigningOutcome(signed.size(), alreadySigned, refused, named);
        }
    }
}
