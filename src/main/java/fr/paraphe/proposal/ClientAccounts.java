package fr.paraphe.proposal;

import fr.paraphe.partner.ContactCorrection;
import fr.paraphe.partner.Partner;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clients that contracts are sent to, as partners of the account. */
@Component
class ClientAccounts {

    private final PartnerDirectory directory;
    private final PartnerImporting importing;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    ClientAccounts(
            PartnerDirectory directory, PartnerImporting importing, ApplicationEventPublisher events, JdbcClient jdbc) {
        this.directory = directory;
        this.importing = importing;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** The client of this address and company; a new one, if the account has none. */
    PartnerId open(Proposal proposal) {
        var client = find(proposal).map(known -> reachable(known, proposal)).orElseGet(() -> add(proposal));
        events.publishEvent(new ClientAccountNeeded(client, ProposalHistory.PROCESS));
        return client;
    }

    /** Whoever got the contract by mistake is invited no more. */
    void forget(Proposal proposal) {
        events.publishEvent(new ClientAccountNeedless(proposal.partner()));
    }

    private Optional<Partner> find(Proposal proposal) {
        return jdbc.sql("""
                        select id from partner
                        where account_id = ? and kind = 'CLIENT' and given_name is null and family_name = ?
                          and lower(mail) = ?
                        order by id limit 1
                        """)
                .params(proposal.account().value(), proposal.company().value(), CompanyBindings.key(proposal.mail()))
                .query(Long.class)
                .optional()
                .map(id -> directory.byId(new PartnerId(id)));
    }

    /** A mobile number that is new here is kept, unless the client keeps their contacts themselves. */
    private PartnerId reachable(Partner client, Proposal proposal) {
        if (proposal.mobile() != null && client.mobile() == null && client.contactLock() == null) {
            directory.correctContact(
                    client.id(),
                    client.version(),
                    new ContactCorrection(null, proposal.mobile()),
                    ProposalHistory.PROCESS);
        }
        return client.id();
    }

    private PartnerId add(Proposal proposal) {
        var reference = proposal.recipients() == 1
                ? proposal.number().value()
                : proposal.number() + "-" + proposal.recipients();
        importing.importRows(
                proposal.account(),
                List.of(new PartnerRow(
                        reference,
                        PartnerKind.CLIENT,
                        proposal.company().value(),
                        null,
                        proposal.language(),
                        proposal.mail(),
                        proposal.mobile(),
                        false)),
                ProposalHistory.PROCESS);
        return directory
                .byReference(proposal.account(), reference)
                .map(Partner::id)
                .orElseThrow();
    }
}
