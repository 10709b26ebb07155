package fr.paraphe.proposal;

import fr.paraphe.account.CurrentStaff;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Prepares contracts from templates. */
@Service
public class ProposalPreparing {

    private final CurrentStaff staff;
    private final Templates templates;
    private final Proposals proposals;
    private final ProposalHistory history;
    private final Clock clock;

    ProposalPreparing(
            CurrentStaff staff, Templates templates, Proposals proposals, ProposalHistory history, Clock clock) {
        this.staff = staff;
        this.templates = templates;
        this.proposals = proposals;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Prepares a contract from the present version of a template, as whoever is at work.
     *
     * @param accountCode whose template it is; null: of the account where that person works
     * @throws ProposalRefused if the account has no such template
     * @throws fr.paraphe.account.AccountRefused if that person does not see the account
     */
    @Transactional
    public ProposalNumber prepare(@Nullable String accountCode, long template) {
        var scope = staff.scope();
        var account = staff.accountOrHome(accountCode);
        var version = templates.latest(template, Set.of(account.id()));
        var number = ProposalNumber.of(LocalDate.now(clock).getYear(), proposals.nextNumber());
        var proposal = proposals.saveAndFlush(new Proposal(number, version, scope.userId(), clock.instant()));
        history.add(proposal, ProposalEvent.Kind.PREPARED, null, scope.userId());
        return number;
    }
}
