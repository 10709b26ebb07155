package fr.paraphe.portal;

import fr.paraphe.proposal.LegalEntry;
import fr.paraphe.proposal.Offer;
import fr.paraphe.proposal.ProposalAnswering;
import fr.paraphe.proposal.ProposalAnswering.Waiting;
import fr.paraphe.proposal.ProposalId;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.vault.DocumentReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The contracts that were sent to all partners of a space, to accept and to sign. Others' do not exist here. */
@Service
public class SpaceProposals {

    private final Spaces spaces;
    private final ProposalAnswering answering;

    SpaceProposals(Spaces spaces, ProposalAnswering answering) {
        this.spaces = spaces;
        this.answering = answering;
    }

    public List<Waiting> waiting(Space space) {
        return answering.waiting(spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.proposal.ProposalRefused as {@link ProposalAnswering#follow} */
    public ProposalId follow(Space space, String link) {
        return answering.follow(link, spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.proposal.ProposalRefused as {@link ProposalAnswering#open} */
    public Offer open(Space space, ProposalId proposal) {
        return answering.open(proposal, spaces.partnersOf(space.id()), DocumentReader.partner(SpaceVault.name(space)));
    }

    /** @throws fr.paraphe.proposal.ProposalRefused as {@link ProposalAnswering#accept} */
    public void accept(Space space, ProposalId proposal, int position) {
        answering.accept(proposal, spaces.partnersOf(space.id()), position, SpaceVault.name(space));
    }

    /** @throws fr.paraphe.proposal.ProposalRefused as {@link ProposalAnswering#giveLegal} */
    public void giveLegal(Space space, ProposalId proposal, LegalEntry entry) {
        answering.giveLegal(proposal, spaces.partnersOf(space.id()), entry, SpaceVault.name(space));
    }

    /** @throws fr.paraphe.problem.Refusal as {@link ProposalAnswering#sendCode} */
    public void sendCode(Space space, ProposalId proposal) {
        answering.sendCode(proposal, spaces.partnersOf(space.id()));
    }

    /** @throws fr.paraphe.problem.Refusal as {@link ProposalAnswering#sign} */
    public void sign(Space space, ProposalId proposal, PartnerSignature signature) {
        answering.sign(proposal, spaces.partnersOf(space.id()), signature);
    }

    /** @throws fr.paraphe.proposal.ProposalRefused as {@link ProposalAnswering#decline} */
    public void decline(Space space, ProposalId proposal, @Nullable String reason) {
        answering.decline(proposal, spaces.partnersOf(space.id()), reason, SpaceVault.name(space));
    }
}
