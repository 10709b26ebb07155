package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.partner.ContactProblem;
import fr.paraphe.partner.MailAddresses;
import fr.paraphe.partner.PhoneNumbers;
import fr.paraphe.problem.Refusal.WrongField;
import fr.paraphe.proposal.ProposalEvent.Kind;
import fr.paraphe.signing.SigningRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From what a person enters to the mail that leaves, and what may happen until the client answers. */
@Service
@Transactional
public class ProposalSending {

    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    private final Proposals proposals;
    private final ProposalHistory history;
    private final CompanyBindings bindings;
    private final ClientAccounts clients;
    private final ContractText contracts;
    private final ClientMailing mailing;
    private final ClientCopies copies;
    private final SigningRules rules;
    private final Templates templates;
    private final Accounts accounts;
    private final CurrentStaff staff;
    private final ProposalSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProposalSending(
            Proposals proposals,
            ProposalHistory history,
            CompanyBindings bindings,
            ClientAccounts clients,
            ContractText contracts,
            ClientMailing mailing,
            ClientCopies copies,
            SigningRules rules,
            Templates templates,
            Accounts accounts,
            CurrentStaff staff,
            ProposalSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.proposals = proposals;
        this.history = history;
        this.bindings = bindings;
        this.clients = clients;
        this.contracts = contracts;
        this.mailing = mailing;
        this.copies = copies;
        this.rules = rules;
        this.templates = templates;
        this.accounts = accounts;
        this.staff = staff;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps what a sending takes (S-01); nothing leaves by this.
     *
     * @throws ProposalRefused if the person of this thread sees no such proposal, it is not ready, or something is
     *     missing or wrong: all of it is named
     */
    public void complete(ProposalNumber number, Recipient recipient) {
        var proposal = seen(number);
        proposal.mustBeReady();
        proposal.complete(checked(proposal, recipient));
        proposals.saveAndFlush(proposal);
        history.add(proposal, Kind.COMPLETED, null, staff.scope().userId());
    }

    /** @throws ProposalRefused if a person ends the task before all that a sending takes is there */
    @Transactional(readOnly = true)
    public void mustBeComplete(ProposalNumber number) {
        if (!known(number).isComplete()) {
            throw ProposalRefused.incomplete(List.of());
        }
    }

    private Proposal.Complete checked(Proposal proposal, Recipient typed) {
        var wrong = new ArrayList<WrongField>();
        var mail = typed.mail() == null ? "" : typed.mail().strip();
        require(MailAddresses.problemOf(mail) == null, "mail", "mail", wrong);
        var company = CompanyName.of(Objects.requireNonNullElse(typed.company(), ""));
        require(company.isPresent(), "company", isBlank(typed.company()) ? "name" : "company", wrong);
        var mobile = PhoneNumbers.parse(typed.mobile());
        require(mobile.problem() == null || mobile.problem() == ContactProblem.MISSING, "mobile", "mobile", wrong);
        var codeAsked = rules.of(proposal.account()).asksCode();
        require(!codeAsked || mobile.problem() != ContactProblem.MISSING, "mobile", "mobile.code", wrong);
        require(typed.leadSource() != null, "leadSource", "lead-source", wrong);
        var location = location(proposal.account(), typed.location(), wrong);
        var language = Objects.requireNonNullElse(typed.language(), "fr");
        require(LANGUAGES.contains(language), "language", "language", wrong);
        var entries = entries(templates.version(proposal.templateVersion()), typed.entries(), wrong);
        if (!wrong.isEmpty()) {
            throw ProposalRefused.incomplete(wrong);
        }
        return new Proposal.Complete(
                mail,
                company.orElseThrow(),
                mobile.mobile(),
                Objects.requireNonNull(typed.leadSource()),
                location,
                language,
                entries);
    }

    /** An account with one location needs none to be named; with several, one of them. */
    private @Nullable Long location(AccountId account, @Nullable String typed, List<WrongField> wrong) {
        var known = accounts.locationsOf(account);
        if (typed == null || typed.isBlank()) {
            require(known.size() <= 1, "location", "location", wrong);
            return known.size() == 1 ? known.get(0).id() : null;
        }
        var named = known.stream()
                .filter(location -> location.name().equals(typed.strip()))
                .findFirst();
        require(named.isPresent(), "location", "location", wrong);
        return named.map(location -> location.id()).orElse(null);
    }

    private static Map<String, String> entries(Template template, Map<String, String> typed, List<WrongField> wrong) {
        var entries = new HashMap<String, String>();
        for (var field : template.entered()) {
            var entry = typed.getOrDefault(field.word(), "");
            var read = field.read(entry);
            require(
                    read.isPresent(),
                    "entries[" + field.word() + "]",
                    isBlank(entry) ? "entry.missing" : field.wrong(),
                    wrong);
            read.ifPresent(value -> entries.put(field.word(), value));
        }
        return entries;
    }

    private static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }

    private static void require(boolean good, String field, String what, List<WrongField> wrong) {
        if (!good) {
            wrong.add(new WrongField(field, "proposal.wrong." + what));
        }
    }

    /**
     * Binds the address to the company name, before anything leaves (S-08).
     *
     * @return whether the address stands for that company; if not, the recipient is to be corrected
     */
    public boolean bind(ProposalNumber number) {
        var proposal = locked(number);
        var refusal = bindings.bind(proposal.account(), proposal.mail(), proposal.company());
        proposal.judge(refusal);
        proposals.saveAndFlush(proposal);
        if (refusal != null) {
            history.add(proposal, Kind.COMPANY_REFUSED, refusal.name(), ProposalHistory.PROCESS);
        }
        return refusal == null;
    }

    /**
     * Why the recipient's company name was refused, in words for its account.
     *
     * @return null: it was not
     */
    @Transactional(readOnly = true)
    public @Nullable ProposalRefused refusalOf(ProposalNumber number) {
        var proposal = known(number);
        var refusal = proposal.refusal();
        return refusal == null ? null : refused(refusal, proposal.account(), proposal.mail());
    }

    private ProposalRefused refused(CompanyRefusal why, AccountId account, String mail) {
        return ProposalRefused.company(why, bindings.ownName(account, mail).orElse(null));
    }

    /** Makes the client known to the account, with a space in the portal; doing so twice is doing it once. */
    public void openAccount(ProposalNumber number) {
        var proposal = locked(number);
        proposal.openAccount(clients.open(proposal));
        proposals.saveAndFlush(proposal);
    }

    /** Freezes what the client will read and sign, and queues the mail that leads there. */
    public void send(ProposalNumber number) {
        var proposal = locked(number);
        var today = LocalDate.now(clock);
        var content = contracts.freeze(proposal, today);
        proposal.send(content, clock.instant(), today.plusDays(settings.expiresAfterDays()));
        proposals.saveAndFlush(proposal);
        mailing.queue(proposal, ClientMailing.Kind.PROPOSAL);
        history.add(proposal, Kind.SENT, null, ProposalHistory.PROCESS);
    }

    /** Reminds the client, if an answer is still awaited; once a day. */
    public void remind(ProposalNumber number) {
        var proposal = locked(number);
        if (proposal.status() == ProposalStatus.SENT && mailing.queue(proposal, ClientMailing.Kind.FOLLOW_UP)) {
            history.add(proposal, Kind.REMINDED, null, ProposalHistory.PROCESS);
        }
    }

    /**
     * When something is due by itself.
     *
     * @param last whether that is the end of the last day, and no follow-up
     */
    public record NextDate(Instant at, boolean last) {}

    @Transactional(readOnly = true)
    public NextDate nextDate(ProposalNumber number) {
        var proposal = known(number);
        var zone = clock.getZone();
        var sentOn = LocalDate.ofInstant(proposal.sentAt(), zone);
        var end = proposal.expiresOn().plusDays(1).atStartOfDay(zone).toInstant();
        return settings.followUpDays().stream()
                .map(days -> sentOn.plusDays(days)
                        .atTime(settings.followUpTime())
                        .atZone(zone)
                        .toInstant())
                .filter(at -> at.isAfter(clock.instant()) && at.isBefore(end))
                .min(Instant::compareTo)
                .map(at -> new NextDate(at, false))
                .orElseGet(() -> new NextDate(end, true));
    }

    /** Nobody signed in time. */
    public void expire(ProposalNumber number) {
        var proposal = locked(number);
        if (proposal.status() == ProposalStatus.SENT) {
            proposal.expire(clock.instant());
            proposals.saveAndFlush(proposal);
            copies.settle(proposal);
            mailing.withdraw(proposal);
            history.add(proposal, Kind.EXPIRED, null, ProposalHistory.PROCESS);
        }
    }

    /**
     * Sends the contract to another address instead: the links to it die at once, and what the first reader accepted
     * counts no more. The address that it has changes nothing.
     *
     * @return whether it is another one
     * @throws ProposalRefused if the person of this thread sees no such proposal, no answer is awaited, or the address
     *     is wrong or stands for another company: the links live on
     */
    public boolean readdress(ProposalNumber number, @Nullable String mail) {
        var proposal = seen(number);
        var address = mail == null ? "" : mail.strip();
        if (MailAddresses.problemOf(address) != null) {
            throw ProposalRefused.incomplete(List.of(new WrongField("mail", "proposal.wrong.mail")));
        }
        proposal.mustAwaitAnswer(LocalDate.now(clock));
        if (CompanyBindings.key(address).equals(CompanyBindings.key(proposal.mail()))) {
            return false;
        }
        var refusal = bindings.bind(proposal.account(), address, proposal.company());
        if (refusal != null) {
            throw refused(refusal, proposal.account(), address);
        }
        mailing.withdraw(proposal);
        copies.settle(proposal);
        clients.forget(proposal);
        proposal.readdress(address);
        proposals.saveAndFlush(proposal);
        history.add(proposal, Kind.READDRESSED, null, staff.scope().userId());
        events.publishEvent(new ProposalReaddressed(number));
        return true;
    }

    /**
     * Takes a contract back, sent or not.
     *
     * @throws ProposalRefused if the person of this thread sees no such proposal, or it came to an end already
     */
    public void withdraw(ProposalNumber number) {
        var proposal = seen(number);
        var sent = proposal.status() == ProposalStatus.SENT;
        mailing.withdraw(proposal);
        copies.settle(proposal);
        proposal.withdraw(clock.instant());
        proposals.saveAndFlush(proposal);
        if (sent) {
            mailing.tellWithdrawn(proposal);
        }
        history.add(proposal, Kind.WITHDRAWN, null, staff.scope().userId());
        events.publishEvent(new ProposalWithdrawn(number));
    }

    private Proposal seen(ProposalNumber number) {
        var scope = staff.scope();
        return proposals
                .findLockedByNumber(number.value())
                .filter(proposal -> scope.sees(proposal.account()))
                .orElseThrow(ProposalRefused::unknown);
    }

    private Proposal locked(ProposalNumber number) {
        return proposals.findLockedByNumber(number.value()).orElseThrow(ProposalRefused::unknown);
    }

    private Proposal known(ProposalNumber number) {
        return proposals.findByNumber(number.value()).orElseThrow(ProposalRefused::unknown);
    }
}
