package fr.paraphe.proposal;

import fr.paraphe.account.Account;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffRole;
import fr.paraphe.message.DueSending;
import fr.paraphe.message.MessageSending;
import fr.paraphe.proposal.ProposalEvent.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells the account's staff by mail what a client has done: each of them once, however often it is asked for. */
@Service
public class StaffTelling {

    private final Proposals proposals;
    private final ProposalHistory history;
    private final StaffDirectory staff;
    private final Accounts accounts;
    private final MailTexts texts;
    private final MessageSending messages;
    private final DueSending sending;
    private final JdbcClient jdbc;

    StaffTelling(
            Proposals proposals,
            ProposalHistory history,
            StaffDirectory staff,
            Accounts accounts,
            MailTexts texts,
            MessageSending messages,
            DueSending sending,
            JdbcClient jdbc) {
        this.proposals = proposals;
        this.history = history;
        this.staff = staff;
        this.accounts = accounts;
        this.texts = texts;
        this.messages = messages;
        this.sending = sending;
        this.jdbc = jdbc;
    }

    /** All signatories of the account learn that the client has signed (S-06). */
    @Transactional
    public void tellSignatories(ProposalNumber number) {
        var proposal = proposals.findLockedByNumber(number.value()).orElseThrow();
        if (tell(proposal, StaffRole.SIGNATORY, Kind.SIGNED) > 0) {
            history.add(proposal, Kind.SIGNATORIES_TOLD, null, ProposalHistory.PROCESS);
        }
    }

    /** All managers of the account learn that the client does not sign, and why. */
    @Transactional
    public void tellManagers(ProposalNumber number) {
        tell(proposals.findLockedByNumber(number.value()).orElseThrow(), StaffRole.MANAGER, Kind.DECLINED);
    }

    private int tell(Proposal proposal, StaffRole role, Kind what) {
        var account = accounts.byId(proposal.account());
        var told = 0;
        for (var person : staff.mailsOf(account, role).entrySet()) {
            told += queue(proposal, account, what, person.getKey(), person.getValue());
        }
        return told;
    }

    private int queue(Proposal proposal, Account account, Kind what, String userId, String mail) {
        var notice = jdbc.sql("""
                        insert into proposal_notice (proposal_id, kind, user_id) values (?, ?, ?)
                        on conflict do nothing returning id
                        """)
                .params(proposal.id(), what.name(), userId)
                .query(Long.class)
                .optional();
        notice.ifPresent(id -> messages.queueOne(texts.dispatch(StaffNotices.FLOW, account, what), id, mail, "fr"));
        return notice.isPresent() ? 1 : 0;
    }

    @Scheduled(fixedDelay = 1_000)
    void sendDue() {
        sending.sendDue(StaffNotices.FLOW);
    }
}
