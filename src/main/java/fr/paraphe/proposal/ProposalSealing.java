package fr.paraphe.proposal;

import fr.paraphe.account.Accounts;
import fr.paraphe.proposal.ProposalEvent.Kind;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.signing.PdfPages;
import fr.paraphe.vault.Sha256;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what a client has signed: the contract with the acceptance evidence and the proof of the signature, sealed; and
 * the audit trail, sealed too. Both are in the client's vault, which the account sees as well; a mail tells the client.
 */
@Service
public class ProposalSealing {

    private final Proposals proposals;
    private final ProposalReading reading;
    private final ProposalHistory history;
    private final ClientCopies copies;
    private final ClientMailing mailing;
    private final DocumentSealing sealing;
    private final PdfPages pages;
    private final Accounts accounts;
    private final Clock clock;

    ProposalSealing(
            Proposals proposals,
            ProposalReading reading,
            ProposalHistory history,
            ClientCopies copies,
            ClientMailing mailing,
            DocumentSealing sealing,
            PdfPages pages,
            Accounts accounts,
            Clock clock) {
        this.proposals = proposals;
        this.reading = reading;
        this.history = history;
        this.copies = copies;
        this.mailing = mailing;
        this.sealing = sealing;
        this.pages = pages;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Seals, once: what is sealed already stays. */
    @Transactional
    public void seal(ProposalNumber number) {
        var proposal = proposals.findLockedByNumber(number.value()).orElseThrow();
        if (proposal.isSealed()) {
            return;
        }
        var legal = reading.legal(proposal.id()).orElseThrow();
        var facts = facts(proposal, legal);
        var acceptance = new DocumentSealing.Annex("proposal/acceptance", facts, legal.signatory());
        var sealed = sealing.seal(copies.find(proposal).orElseThrow(), null, acceptance);
        proposal.seal(sealed, clock.instant());
        proposals.saveAndFlush(proposal);
        history.add(proposal, Kind.SEALED, null, ProposalHistory.PROCESS);
        copies.fileTrail(proposal, trail(proposal, facts, sealed));
        mailing.queue(proposal, ClientMailing.Kind.SEALED);
    }

    private Map<String, Object> facts(Proposal proposal, LegalInformation legal) {
        var facts = new HashMap<String, Object>();
        facts.put("number", proposal.number().value());
        facts.put("agency", accounts.byId(proposal.account()).name());
        facts.put("company", proposal.company().value());
        facts.put("sha256", proposal.pdf().hex());
        facts.put("sections", reading.sections(proposal.id()));
        facts.put("legal", legal);
        return facts;
    }

    private byte[] trail(Proposal proposal, Map<String, Object> facts, Sha256 sealed) {
        facts.put("mail", proposal.mail());
        facts.put("sealed", sealed.hex());
        facts.put("history", history.of(proposal.id()));
        facts.put("process", ProposalHistory.PROCESS);
        return pages.of("proposal/trail", facts);
    }
}
