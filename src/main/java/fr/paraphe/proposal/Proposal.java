package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.Sha256;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A contract that an account sends to a client. It changes through verbs, each of which refuses what its status does
 * not allow.
 */
@Entity
class Proposal {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String number;
    private long accountId;
    private long templateVersionId;

    @Enumerated(EnumType.STRING)
    private ProposalStatus status;

    private @Nullable String mail;
    private @Nullable String company;
    private @Nullable String mobile;

    @Enumerated(EnumType.STRING)
    private @Nullable LeadSource leadSource;

    private @Nullable Long locationId;
    private String language;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> entries;

    private boolean complete;

    @Enumerated(EnumType.STRING)
    private @Nullable CompanyRefusal refusal;

    private @Nullable Long partnerId;
    private int recipients;
    private byte @Nullable [] pdf;
    private String preparedBy;
    private Instant preparedAt;
    private @Nullable Instant sentAt;
    private @Nullable LocalDate expiresOn;
    private @Nullable Instant openedAt;
    private @Nullable Instant settledAt;
    private @Nullable String declineReason;
    private byte @Nullable [] sealed;
    private @Nullable Instant sealedAt;

    @Version
    private int version;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Proposal() {}

    @SuppressWarnings("NullAway.Init") // the id is the database's
    Proposal(ProposalNumber number, Template template, String by, Instant at) {
        this.number = number.value();
        this.accountId = template.account().value();
        this.templateVersionId = template.versionId();
        this.status = ProposalStatus.READY;
        this.language = "fr";
        this.entries = Map.of();
        this.recipients = 1;
        this.preparedBy = by;
        this.preparedAt = at;
    }

    /** A recipient of whom everything that a sending takes was found right. */
    record Complete(
            String mail,
            CompanyName company,
            @Nullable String mobile,
            LeadSource leadSource,
            @Nullable Long location,
            String language,
            Map<String, String> entries) {}

    void complete(Complete recipient) {
        mustBe(ProposalStatus.READY);
        mail = recipient.mail();
        company = recipient.company().value();
        mobile = recipient.mobile();
        leadSource = recipient.leadSource();
        locationId = recipient.location();
        language = recipient.language();
        entries = Map.copyOf(recipient.entries());
        complete = true;
        refusal = null;
    }

    /** @throws ProposalRefused if it was sent or taken back */
    void mustBeReady() {
        mustBe(ProposalStatus.READY);
    }

    /** @param why null: the address stands for the company */
    void judge(@Nullable CompanyRefusal why) {
        mustBe(ProposalStatus.READY);
        refusal = why;
        complete = complete && why == null;
    }

    void openAccount(PartnerId client) {
        mustBe(ProposalStatus.READY);
        partnerId = client.value();
    }

    void send(Sha256 content, Instant at, LocalDate lastDay) {
        if (partnerId == null) {
            throw new IllegalStateException(number + " has no client");
        }
        go(ProposalStatus.SENT);
        pdf = HexFormat.of().parseHex(content.hex());
        sentAt = at;
        expiresOn = lastDay;
        openedAt = null;
    }

    /** The address was wrong: nobody can sign until it is sent anew. */
    void readdress(String newMail) {
        mustBe(ProposalStatus.SENT);
        go(ProposalStatus.READY);
        mail = newMail;
        partnerId = null;
        recipients++;
    }

    /** Whether this is the first time. */
    boolean open(Instant at) {
        var first = openedAt == null;
        if (first) {
            openedAt = at;
        }
        return first;
    }

    void sign(Instant at) {
        mustBe(ProposalStatus.SENT);
        settle(ProposalStatus.SIGNED, at);
    }

    void decline(String reason, Instant at) {
        mustBe(ProposalStatus.SENT);
        settle(ProposalStatus.DECLINED, at);
        declineReason = reason;
    }

    void withdraw(Instant at) {
        settle(ProposalStatus.WITHDRAWN, at);
    }

    void expire(Instant at) {
        settle(ProposalStatus.EXPIRED, at);
    }

    void seal(Sha256 content, Instant at) {
        mustBe(ProposalStatus.SIGNED);
        sealed = HexFormat.of().parseHex(content.hex());
        sealedAt = at;
    }

    /**
     * It can be read and signed still, on this day.
     *
     * @throws ProposalRefused if it was settled, taken back for a correction, or is past its last day
     */
    void mustAwaitAnswer(LocalDate today) {
        mustBe(ProposalStatus.SENT);
        if (today.isAfter(Objects.requireNonNull(expiresOn))) {
            throw ProposalRefused.status(number(), ProposalStatus.EXPIRED);
        }
    }

    private void settle(ProposalStatus how, Instant at) {
        go(how);
        settledAt = at;
    }

    private void mustBe(ProposalStatus expected) {
        if (status != expected) {
            throw ProposalRefused.status(number(), status);
        }
    }

    private void go(ProposalStatus next) {
        if (!status.canBecome(next)) {
            throw ProposalRefused.status(number(), status);
        }
        status = next;
    }

    long id() {
        return id;
    }

    ProposalNumber number() {
        return new ProposalNumber(number);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    long templateVersion() {
        return templateVersionId;
    }

    ProposalStatus status() {
        return status;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isSealed() {
        return sealed != null;
    }

    @Nullable
    CompanyRefusal refusal() {
        return refusal;
    }

    String mail() {
        return Objects.requireNonNull(mail);
    }

    CompanyName company() {
        return new CompanyName(Objects.requireNonNull(company));
    }

    @Nullable
    String mobile() {
        return mobile;
    }

    @Nullable
    Long location() {
        return locationId;
    }

    String language() {
        return language;
    }

    Map<String, String> entries() {
        return Map.copyOf(entries);
    }

    /** Whether there is a client who may open it. */
    boolean isAddressed() {
        return partnerId != null && sentAt != null && status != ProposalStatus.READY;
    }

    @Nullable
    Instant settledAt() {
        return settledAt;
    }

    PartnerId partner() {
        return new PartnerId(Objects.requireNonNull(partnerId));
    }

    int recipients() {
        return recipients;
    }

    /** What was taken back before it was sent has none. */
    boolean hasPdf() {
        return pdf != null;
    }

    Sha256 pdf() {
        return new Sha256(HexFormat.of().formatHex(Objects.requireNonNull(pdf)));
    }

    Instant sentAt() {
        return Objects.requireNonNull(sentAt);
    }

    LocalDate expiresOn() {
        return Objects.requireNonNull(expiresOn);
    }
}
