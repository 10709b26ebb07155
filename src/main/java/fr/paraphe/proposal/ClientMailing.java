package fr.paraphe.proposal;

import fr.paraphe.account.Accounts;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.DueSending;
import fr.paraphe.message.MailBounced;
import fr.paraphe.message.MessageSending;
import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The mails that lead a client to the contract, and tell what has become of it. */
@Component
class ClientMailing {

    enum Kind {
        PROPOSAL,
        FOLLOW_UP,
        SEALED,
        WITHDRAWN
    }

    private final MailTexts texts;
    private final MessageSending messages;
    private final DueSending sending;
    private final PartnerDirectory partners;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    ClientMailing(
            MailTexts texts,
            MessageSending messages,
            DueSending sending,
            PartnerDirectory partners,
            Accounts accounts,
            JdbcClient jdbc,
            Clock clock) {
        this.texts = texts;
        this.messages = messages;
        this.sending = sending;
        this.partners = partners;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Queues a mail; of a kind, once a day. Whoever wants no reminders gets none.
     *
     * @return whether there is one now that was not there before
     */
    boolean queue(Proposal proposal, Kind kind) {
        if (kind == Kind.FOLLOW_UP && partners.byId(proposal.partner()).mailProblem() != null) {
            return false;
        }
        var dispatch = texts.dispatch(ClientLinks.FLOW, accounts.byId(proposal.account()), kind);
        var mail = add(proposal, kind, dispatch);
        mail.ifPresent(id -> messages.queueOne(dispatch, id, proposal.mail(), proposal.language()));
        return mail.isPresent();
    }

    /** Tells the client that the contract was taken back, unless no mail about it has left. */
    void tellWithdrawn(Proposal proposal) {
        var known = jdbc.sql("""
                        select exists (
                          select from proposal_mail mail
                          join message_outcome outcome
                            on outcome.flow = 'proposal' and outcome.run = mail.run and outcome.recipient = mail.id
                          where mail.proposal_id = ? and mail.recipient = ? and outcome.state <> 'SKIPPED')
                        """)
                .params(proposal.id(), proposal.recipients())
                .query(Boolean.class)
                .single();
        if (known) {
            queue(proposal, Kind.WITHDRAWN);
        }
    }

    private Optional<Long> add(Proposal proposal, Kind kind, DispatchKey dispatch) {
        return jdbc.sql("""
                        insert into proposal_mail (proposal_id, recipient, kind, run, queued_on) values (?, ?, ?, ?, ?)
                        on conflict do nothing returning id
                        """)
                .params(proposal.id(), proposal.recipients(), kind.name(), dispatch.run(), LocalDate.now(clock))
                .query(Long.class)
                .optional();
    }

    /** Mails of this contract that have not left do not leave. */
    void withdraw(Proposal proposal) {
        jdbc.sql("select distinct run from proposal_mail where proposal_id = ?")
                .param(proposal.id())
                .query(String.class)
                .list()
                .forEach(run -> messages.withdraw(
                        new DispatchKey(ClientLinks.FLOW, run),
                        "select id from proposal_mail where proposal_id = :proposal",
                        Map.of("proposal", proposal.id()),
                        "NEEDLESS"));
    }

    @EventListener
    void comeBack(MailBounced bounced) {
        if (bounced.dispatch().flow().equals(ClientLinks.FLOW) && bounced.hard()) {
            jdbc.sql("""
                            select partner_id from proposal join proposal_mail mail on mail.proposal_id = proposal.id
                            where mail.id = ? and partner_id is not null and mail.recipient = proposal.recipients
                            """)
                    .param(bounced.recipient())
                    .query(Long.class)
                    .optional()
                    .ifPresent(client -> partners.markBounced(
                            new PartnerId(client), ContactPoint.MAIL, bounced.address(), ProposalHistory.PROCESS));
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void sendDue() {
        sending.sendDue(ClientLinks.FLOW);
    }
}
