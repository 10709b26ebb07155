package fr.paraphe.portal;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractToSign;
import fr.paraphe.contract.ElectronicSigning;
import fr.paraphe.contract.VaultCopies;
import fr.paraphe.proposal.ClientCopies;
import fr.paraphe.proposal.ProposalId;
import fr.paraphe.signing.DocumentToSign;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.signing.PartnerSigning;
import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What all partners of a space have to sign: contracts, and other documents of the vault. Others' do not exist here. A
 * contract's document is signed as the contract alone.
 */
@Service
public class SpaceSigning {

    private static final DocumentFilter TO_SIGN = new DocumentFilter(null, null, null, null, true, false);

    private final Spaces spaces;
    private final ElectronicSigning contracts;
    private final VaultCopies copies;
    private final ClientCopies proposals;
    private final PartnerSigning documents;
    private final PartnerVault vault;

    SpaceSigning(
            Spaces spaces,
            ElectronicSigning contracts,
            VaultCopies copies,
            ClientCopies proposals,
            PartnerSigning documents,
            PartnerVault vault) {
        this.spaces = spaces;
        this.contracts = contracts;
        this.copies = copies;
        this.proposals = proposals;
        this.documents = documents;
        this.vault = vault;
    }

    /** @throws fr.paraphe.contract.ContractRefused if the space has no such contract */
    public ContractToSign look(Space space, ContractId contract) {
        return contracts.look(contract, spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.problem.Refusal as {@link ElectronicSigning#sendCode} */
    public void sendCode(Space space, ContractId contract) {
        contracts.sendCode(contract, spaces.partnersOf(space.id()));
    }

    /**
     * Signs as the space's owner.
     *
     * @throws fr.paraphe.problem.Refusal as {@link ElectronicSigning#sign}
     */
    public void sign(Space space, ContractId contract, PartnerSignature signature) {
        contracts.sign(contract, spaces.partnersOf(space.id()), signature);
    }

    /**
     * The contract whose document this is; empty: it stands for itself.
     *
     * @throws fr.paraphe.vault.VaultRefused if the space has no such document
     */
    public Optional<ContractId> contractOf(Space space, DocumentId document) {
        return copies.contractOf(vault.document(document, spaces.partnersOf(space.id())));
    }

    /** The same for contracts that were sent to the client with their sections. */
    public Optional<ProposalId> proposalOf(Space space, DocumentId document) {
        return proposals.proposalOf(vault.document(document, spaces.partnersOf(space.id())));
    }

    /** @throws fr.paraphe.vault.VaultRefused if the space has no such document */
    public DocumentToSign look(Space space, DocumentId document) {
        return documents.look(document, spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.problem.Refusal as {@link PartnerSigning#sendCode} */
    public void sendCode(Space space, DocumentId document) {
        mustStandForItself(space, document);
        documents.sendCode(document, spaces.partnersOf(space.id()));
    }

    /**
     * Signs as the space's owner.
     *
     * @throws fr.paraphe.problem.Refusal as {@link PartnerSigning#signAlone}
     */
    public void sign(Space space, DocumentId document, PartnerSignature signature) {
        mustStandForItself(space, document);
        documents.signAlone(document, spaces.partnersOf(space.id()), signature);
    }

    /** @param count how many there are, those that are not shown included */
    public record DocumentsToSign(List<VaultDocument> documents, long count) {}

    /** The documents that ask for a signature and are no contracts, the latest first. */
    @Transactional(readOnly = true)
    public DocumentsToSign documents(Space space, int atMost) {
        var partners = spaces.partnersOf(space.id());
        var contracts = new HashSet<>(copies.toSign(partners));
        contracts.addAll(proposals.toSign(partners));
        var found = vault.page(partners, TO_SIGN, null, atMost + contracts.size()).documents().stream()
                .filter(document -> !contracts.contains(document.id()))
                .limit(atMost)
                .toList();
        return new DocumentsToSign(found, vault.counts(partners).toSign() - contracts.size());
    }

    private void mustStandForItself(Space space, DocumentId document) {
        if (contractOf(space, document).isPresent()
                || proposalOf(space, document).isPresent()) {
            throw PortalRefused.nothingHere();
        }
    }
}
