package fr.paraphe.proposal;

import fr.paraphe.account.Accounts;
import fr.paraphe.account.Location;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.proposal.ProposalEvent.Kind;
import fr.paraphe.proposal.ProposalReading.SentSection;
import fr.paraphe.signing.DocumentSealing;
import fr.paraphe.signing.PartnerSignature;
import fr.paraphe.signing.PartnerSigning;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.PartnerVault;
import fr.paraphe.vault.VaultDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a client does with a contract: open it, accept its sections, say who they are, sign or decline. Others' do not
 * exist here.
 */
@Service
@Transactional
public class ProposalAnswering {

    private static final int LONGEST_REASON = 1_000;

    private final Proposals proposals;
    private final ProposalReading reading;
    private final ProposalHistory history;
    private final ClientLinks links;
    private final ClientCopies copies;
    private final ClientMailing mailing;
    private final PartnerVault vault;
    private final PartnerSigning signing;
    private final Templates templates;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalAnswering(
            Proposals proposals,
            ProposalReading reading,
            ProposalHistory history,
            ClientLinks links,
            ClientCopies copies,
            ClientMailing mailing,
            PartnerVault vault,
            PartnerSigning signing,
            Templates templates,
            Accounts accounts,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.proposals = proposals;
        this.reading = reading;
        this.history = history;
        this.links = links;
        this.copies = copies;
        this.mailing = mailing;
        this.vault = vault;
        this.signing = signing;
        this.templates = templates;
        this.accounts = accounts;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The contract that the link of a mail leads to.
     *
     * @throws ProposalRefused if the link is dead, or these partners have no such contract
     */
    @Transactional(readOnly = true)
    public ProposalId follow(String link, Collection<PartnerId> partners) {
        var number = links.read(link);
        return proposals
                .findByNumber(number.value())
                .filter(proposal -> isTheirs(proposal, partners))
                .map(proposal -> new ProposalId(proposal.id()))
                .orElseThrow(ProposalRefused::linkDead);
    }

    /** A contract that awaits a client's answer. */
    public record Waiting(ProposalId id, ProposalNumber number, String title, String operator, LocalDate expiresOn) {}

    /** The contracts that await an answer of these partners, the one with the nearest end first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Collection<PartnerId> partners) {
        return jdbc.sql("""
                        select proposal.id, proposal.number, template.name as title, account.name as operator, expires_on
                        from proposal
                        join account on account.id = proposal.account_id
                        join proposal_template_version version on version.id = proposal.template_version_id
                        join proposal_template template on template.id = version.template_id
                        where partner_id = any(?) and status = 'SENT' and expires_on >= ?
                        order by expires_on, proposal.id
                        """)
                .params(ids(partners), LocalDate.now(clock))
                .query(ProposalAnswering::waiting)
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                new ProposalId(row.getLong("id")),
                new ProposalNumber(row.getString("number")),
                row.getString("title"),
                row.getString("operator"),
                row.getObject("expires_on", LocalDate.class));
    }

    /**
     * Shows the contract. The first time it is filed in the client's vault; one whose sections stand on the page is
     * read by that, one that is a PDF when the PDF is opened.
     *
     * @param reader who looks
     * @throws ProposalRefused if these partners have no such contract
     */
    public Offer open(ProposalId id, Collection<PartnerId> partners, DocumentReader reader) {
        var proposal = theirs(id, partners);
        var sections = reading.sections(proposal.id());
        if (proposal.status() == ProposalStatus.SENT && proposal.open(clock.instant())) {
            proposals.saveAndFlush(proposal);
            history.add(proposal, Kind.OPENED, null, reader.by());
            var filed = copies.file(proposal);
            if (sections.stream().noneMatch(section -> section.text().isEmpty())) {
                vault.open(filed.id(), partners, reader);
            }
        }
        return offer(proposal, sections);
    }

    private Offer offer(Proposal proposal, List<SentSection> sections) {
        var document = copies.find(proposal);
        return new Offer(
                new ProposalId(proposal.id()),
                proposal.number(),
                templates.version(proposal.templateVersion()).name(),
                proposal.status(),
                accounts.byId(proposal.account()).name(),
                proposal.company().value(),
                location(proposal),
                proposal.status() == ProposalStatus.SENT
                        && !LocalDate.now(clock).isAfter(proposal.expiresOn()),
                proposal.expiresOn(),
                proposal.settledAt(),
                sections,
                document.map(VaultDocument::id).orElse(null),
                document.map(found -> found.sha256().hex()).orElse(null),
                document.map(VaultDocument::firstReadAt).isPresent(),
                reading.legal(proposal.id()).orElse(null),
                document.map(signing::code).orElse(null),
                document.flatMap(found -> DocumentSealing.sealed(vault, found))
                        .map(VaultDocument::id)
                        .orElse(null),
                proposal.isSealed()
                        ? copies.trail(proposal).map(VaultDocument::id).orElse(null)
                        : null);
    }

    private @Nullable String location(Proposal proposal) {
        return accounts.locationsOf(proposal.account()).stream()
                .filter(location -> Objects.equals(location.id(), proposal.location()))
                .map(Location::name)
                .findFirst()
                .orElse(null);
    }

    /**
     * Accepts a section; accepting it again changes nothing.
     *
     * @throws ProposalRefused if these partners have no such contract or section, it awaits no answer, or they have not
     *     opened it
     */
    public void accept(ProposalId id, Collection<PartnerId> partners, int position, String who) {
        var proposal = awaiting(id, partners);
        var section = reading.sections(proposal.id()).stream()
                .filter(one -> one.position() == position)
                .findFirst()
                .orElseThrow(ProposalRefused::unknown);
        if (copies.find(proposal).map(VaultDocument::firstReadAt).isEmpty()) {
            throw ProposalRefused.notRead();
        }
        if (section.acceptedAt() == null) {
            jdbc.sql("update proposal_section set accepted_at = ? where proposal_id = ? and position = ?")
                    .params(OffsetDateTime.now(clock), proposal.id(), position)
                    .update();
            history.add(proposal, Kind.SECTION_ACCEPTED, section.title(), who);
        }
    }

    /**
     * Keeps the client's legal information; until the signature it may be given again.
     *
     * @throws ProposalRefused if these partners have no such contract, it awaits no answer, or a field is wrong: all of
     *     them are named
     */
    public void giveLegal(ProposalId id, Collection<PartnerId> partners, LegalEntry entry, String who) {
        var proposal = awaiting(id, partners);
        var legal = entry.checked(clock.instant());
        jdbc.sql("""
                        insert into proposal_legal (proposal_id, form, name, identifier, address, signatory_name,
                          signatory_quality, given_at)
                        values (:proposal, :form, :name, :identifier, :address, :signatory, :quality, :now)
                        on conflict (proposal_id) do update
                        set form = excluded.form, name = excluded.name, identifier = excluded.identifier,
                          address = excluded.address, signatory_name = excluded.signatory_name,
                          signatory_quality = excluded.signatory_quality, given_at = excluded.given_at
                        """)
                .param("proposal", proposal.id())
                .param("form", legal.form().name())
                .param("name", legal.name())
                .param("identifier", legal.identifier().value())
                .param("address", legal.address())
                .param("signatory", legal.signatoryName())
                .param("quality", legal.signatoryQuality())
                .param("now", OffsetDateTime.now(clock))
                .update();
        history.add(proposal, Kind.LEGAL_GIVEN, null, who);
    }

    /**
     * Lets a code go to the client's mobile.
     *
     * @throws ProposalRefused if these partners have no such contract, or it awaits no answer
     * @throws fr.paraphe.signing.SigningRefused if no number is known, or too many codes were asked for
     */
    public void sendCode(ProposalId id, Collection<PartnerId> partners) {
        signing.sendCode(copies.file(awaiting(id, partners)).id(), partners);
    }

    /**
     * Signs. Of two who do so at once, the second is told that it is signed.
     *
     * @throws ProposalRefused if these partners have no such contract, it awaits no answer, the legal information is
     *     missing, or a section is not accepted (S-04)
     * @throws fr.paraphe.signing.SigningRefused if it is another document than they were shown or was not opened, or if
     *     the consent or the right code is missing
     */
    public void sign(ProposalId id, Collection<PartnerId> partners, PartnerSignature signature) {
        var proposal = awaiting(id, partners);
        if (reading.legal(proposal.id()).isEmpty()) {
            throw ProposalRefused.legalMissing();
        }
        var missing = reading.sections(proposal.id()).stream()
                .filter(section -> section.acceptedAt() == null)
                .map(SentSection::title)
                .toList();
        if (!missing.isEmpty()) {
            throw ProposalRefused.notAccepted(missing);
        }
        var evidence = signing.sign(copies.file(proposal).id(), partners, signature);
        proposal.sign(evidence.signedAt());
        proposals.saveAndFlush(proposal);
        mailing.withdraw(proposal);
        history.add(proposal, Kind.SIGNED, null, signature.space());
        events.publishEvent(new ProposalSigned(proposal.number()));
    }

    /**
     * Declines.
     *
     * @param reason in the client's words; the account's managers read it
     * @throws ProposalRefused if these partners have no such contract, it awaits no answer, or no reason is given
     */
    public void decline(ProposalId id, Collection<PartnerId> partners, @Nullable String reason, String who) {
        var proposal = awaiting(id, partners);
        var said = reason == null ? "" : reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON) {
            throw ProposalRefused.reasonMissing();
        }
        proposal.decline(said, clock.instant());
        proposals.saveAndFlush(proposal);
        copies.settle(proposal);
        mailing.withdraw(proposal);
        history.add(proposal, Kind.DECLINED, null, who);
        events.publishEvent(new ProposalDeclined(proposal.number()));
    }

    private Proposal awaiting(ProposalId id, Collection<PartnerId> partners) {
        var proposal = theirs(id, partners);
        proposal.mustAwaitAnswer(LocalDate.now(clock));
        return proposal;
    }

    private Proposal theirs(ProposalId id, Collection<PartnerId> partners) {
        return proposals
                .findLockedById(id.value())
                .filter(proposal -> isTheirs(proposal, partners))
                .orElseThrow(ProposalRefused::unknown);
    }

    private static boolean isTheirs(Proposal proposal, Collection<PartnerId> partners) {
        return proposal.isAddressed() && partners.contains(proposal.partner());
    }

    private static Long[] ids(Collection<PartnerId> partners) {
        return partners.stream().map(PartnerId::value).toArray(Long[]::new);
    }
}
