package fr.paraphe.proposal;

import static java.util.stream.Collectors.toSet;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentSigning;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.SignatureState;
import fr.paraphe.vault.VaultDocument;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The contracts in the vaults of their clients. A contract is filed when its client first opens it, and not before:
 * what went to a wrong address is in nobody's vault, where it would have to stay for years.
 */
@Component
public class ClientCopies {

    private static final String TYPE = "contrat-de-prestation";

    private final PartnerVault vault;
    private final DocumentFiling filing;
    private final DocumentSigning signing;
    private final DocumentTypes types;
    private final Templates templates;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    ClientCopies(
            PartnerVault vault,
            DocumentFiling filing,
            DocumentSigning signing,
            DocumentTypes types,
            Templates templates,
            MessageSource messages,
            JdbcClient jdbc) {
        this.vault = vault;
        this.filing = filing;
        this.signing = signing;
        this.types = types;
        this.templates = templates;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** The proposal whose contract this is: it is signed by its proposal alone. */
    @Transactional(readOnly = true)
    public Optional<ProposalId> proposalOf(VaultDocument document) {
        return jdbc.sql("select id from proposal where partner_id = ? and 'proposal ' || id || '/' || recipients = ?")
                .params(document.partner().value(), document.origin())
                .query(Long.class)
                .optional()
                .map(ProposalId::new);
    }

    /** The documents of these partners that ask for a signature and are contracts of ours. */
    @Transactional(readOnly = true)
    public Set<DocumentId> toSign(Collection<PartnerId> partners) {
        return jdbc
                .sql("""
                        select document.id from proposal
                        join document on document.partner_id = proposal.partner_id
                          and document.origin = 'proposal ' || proposal.id || '/' || proposal.recipients
                        where proposal.partner_id = any(?) and document.signature = 'ASKED'
                        """)
                .param(partners.stream().map(PartnerId::value).toArray(Long[]::new))
                .query(Long.class)
                .list()
                .stream()
                .map(DocumentId::new)
                .collect(toSet());
    }

    Optional<VaultDocument> find(Proposal proposal) {
        return vault.ofOrigin(proposal.partner(), origin(proposal));
    }

    /**
     * What a client has of a signed contract.
     *
     * @param sealed the contract with its proof
     * @param trail its audit trail
     */
    record Signed(Optional<VaultDocument> sealed, Optional<VaultDocument> trail) {}

    Signed signed(PartnerId client, long proposal, int recipients) {
        var contract = origin(proposal, recipients);
        return new Signed(
                vault.ofOrigin(client, contract).flatMap(filed -> DocumentSealing.sealed(vault, filed)),
                vault.ofOrigin(client, trailOrigin(contract)));
    }

    /** The contract in its client's vault, filed if it is not there. */
    VaultDocument file(Proposal proposal) {
        var document = new NewDocument(
                proposal.account(),
                types.byCode(proposal.account(), TYPE),
                text("proposal.vault.contract", proposal),
                proposal.pdf(),
                origin(proposal),
                true,
                ProposalHistory.PROCESS);
        return vault.document(filing.file(document, proposal.partner()).document());
    }

    /** Files the audit trail beside the contract. */
    void fileTrail(Proposal proposal, byte[] trail) {
        var name = text("proposal.vault.trail", proposal);
        var sealed = filing.storeSealed(proposal.account(), trail, name);
        filing.file(
                new NewDocument(
                        proposal.account(),
                        types.byCode(proposal.account(), TYPE),
                        name,
                        sealed,
                        trailOrigin(origin(proposal)),
                        false,
                        ProposalHistory.PROCESS),
                proposal.partner());
    }

    Optional<VaultDocument> trail(Proposal proposal) {
        return vault.ofOrigin(proposal.partner(), trailOrigin(origin(proposal)));
    }

    /** Its signature is asked for no more. */
    void settle(Proposal proposal) {
        signing.settleAll(
                "select account_id, 'proposal ' || id || '/' || recipients as origin from proposal where id = :proposal",
                Map.of("proposal", proposal.id()),
                SignatureState.NOT_ASKED_ANYMORE);
    }

    private static String origin(Proposal proposal) {
        return origin(proposal.id(), proposal.recipients());
    }

    private static String origin(long proposal, int recipients) {
        return "proposal " + proposal + "/" + recipients;
    }

    private static String trailOrigin(String contract) {
        return contract + " trail";
    }

    private String text(String key, Proposal proposal) {
        var title = templates.version(proposal.templateVersion()).name();
        return messages.getMessage(key, new Object[] {title, proposal.number().value()}, Locale.FRENCH);
    }
}
