package fr.paraphe.partner;

import fr.paraphe.account.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person or a company in relation with an account. Anyone may read it; it changes through the
 * {@link PartnerDirectory}.
 *
 * <p>It always knows whether a mail or an SMS can be sent, so that a set of partners is judged by two columns alone:
 * each verb that touches a contact ends in {@link #judge()}.
 */
@Entity
@Table(name = "partner")
public class Partner {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "account_id")
    private long accountId;

    private String reference;

    @Enumerated(EnumType.STRING)
    private PartnerKind kind;

    private String familyName;
    private @Nullable String givenName;
    private String language;

    private @Nullable String mail;

    @Enumerated(EnumType.STRING)
    private @Nullable ContactProblem mailProblem;

    private boolean mailBounced;
    private boolean mailOptedOut;

    private @Nullable String phone;
    private @Nullable String mobile;

    @Enumerated(EnumType.STRING)
    private @Nullable ContactProblem mobileProblem;

    private boolean mobileBounced;
    private boolean smsOptedOut;

    @Enumerated(EnumType.STRING)
    private @Nullable ContactLock contactLock;

    private @Nullable Instant leftAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by JPA: partners enter by import
    protected Partner() {}

    public PartnerId id() {
        return new PartnerId(id);
    }

    public AccountId account() {
        return new AccountId(accountId);
    }

    /** The business software's own name for this partner, unique in the account. */
    public String reference() {
        return reference;
    }

    public PartnerKind kind() {
        return kind;
    }

    /** A person's given and family name, or a company's name. */
    public String name() {
        return givenName == null ? familyName : givenName + " " + familyName;
    }

    /** {@code fr} or {@code en}. */
    public String language() {
        return language;
    }

    public @Nullable String mail() {
        return mail;
    }

    /** Why no mail can be sent; null if one can. */
    public @Nullable ContactProblem mailProblem() {
        return mailProblem;
    }

    /** As it was typed. */
    public @Nullable String phone() {
        return phone;
    }

    /** The phone as E.164, if it is a mobile number. */
    public @Nullable String mobile() {
        return mobile;
    }

    /** Why no SMS can be sent; null if one can. */
    public @Nullable ContactProblem mobileProblem() {
        return mobileProblem;
    }

    public @Nullable ContactProblem problemOf(ContactPoint point) {
        return point == ContactPoint.MAIL ? mailProblem : mobileProblem;
    }

    public boolean isOptedOut(ContactPoint point) {
        return point == ContactPoint.MAIL ? mailOptedOut : smsOptedOut;
    }

    public @Nullable ContactLock contactLock() {
        return contactLock;
    }

    /** When the relation with the account ended; null: it goes on. */
    public @Nullable Instant leftAt() {
        return leftAt;
    }

    /** Grows with each change: whoever corrects says which version they were looking at. */
    public int version() {
        return version;
    }

    /**
     * Replaces mail, phone or both; what stays as it is is not judged again, so that one wrong value does not keep the
     * other from being corrected. A new address has not bounced yet.
     */
    List<ContactChange> correct(ContactCorrection correction) {
        if (contactLock != null) {
            throw PartnerRefused.locked(contactLock);
        }
        return replace(correction);
    }

    /** The same by the partner, in their own space: from then on nobody else does. */
    List<ContactChange> correctOwn(ContactCorrection correction) {
        if (contactLock == ContactLock.BUSINESS_SOFTWARE) {
            throw PartnerRefused.locked(contactLock);
        }
        var changes = new ArrayList<>(replace(correction));
        if (!changes.isEmpty()) {
            changes.addAll(lockContact(ContactLock.OWN_SPACE));
        }
        return changes;
    }

    private List<ContactChange> replace(ContactCorrection correction) {
        var newMail = correction.mailInsteadOf(mail);
        var newPhone = correction.phoneInsteadOf(phone);
        refuseWrong(newMail, newPhone);

        var changes = new ArrayList<ContactChange>();
        if (!Objects.equals(mail, newMail)) {
            changes.add(new ContactChange(ContactField.MAIL, mail, newMail));
            mail = newMail;
            mailBounced = false;
        }
        if (!Objects.equals(phone, newPhone)) {
            changes.add(new ContactChange(ContactField.PHONE, phone, newPhone));
            phone = newPhone;
            mobileBounced = false;
        }
        judge();
        return changes;
    }

    private void refuseWrong(@Nullable String newMail, @Nullable String newPhone) {
        var wrong = EnumSet.noneOf(ContactField.class);
        if (!Objects.equals(mail, newMail) && MailAddresses.problemOf(newMail) == ContactProblem.INVALID) {
            wrong.add(ContactField.MAIL);
        }
        if (!Objects.equals(phone, newPhone) && PhoneNumbers.parse(newPhone).problem() == ContactProblem.INVALID) {
            wrong.add(ContactField.PHONE);
        }
        if (!wrong.isEmpty()) {
            throw PartnerRefused.wrongContact(wrong);
        }
    }

    /** A message to this address came back; said of an address that was corrected meanwhile, it changes nothing. */
    List<ContactChange> bounce(ContactPoint point, String address) {
        if (isBounced(point) || !address.equals(point == ContactPoint.MAIL ? mail : mobile)) {
            return List.of();
        }
        if (point == ContactPoint.MAIL) {
            mailBounced = true;
        } else {
            mobileBounced = true;
        }
        judge();
        return List.of(new ContactChange(
                point == ContactPoint.MAIL ? ContactField.MAIL_BOUNCED : ContactField.MOBILE_BOUNCED, null, address));
    }

    private boolean isBounced(ContactPoint point) {
        return point == ContactPoint.MAIL ? mailBounced : mobileBounced;
    }

    List<ContactChange> optOut(ContactPoint point) {
        return setOptedOut(point, true);
    }

    List<ContactChange> optIn(ContactPoint point) {
        return setOptedOut(point, false);
    }

    private List<ContactChange> setOptedOut(ContactPoint point, boolean optedOut) {
        if (isOptedOut(point) == optedOut) {
            return List.of();
        }
        if (point == ContactPoint.MAIL) {
            mailOptedOut = optedOut;
        } else {
            smsOptedOut = optedOut;
        }
        judge();
        return List.of(new ContactChange(
                point == ContactPoint.MAIL ? ContactField.MAIL_OPTED_OUT : ContactField.SMS_OPTED_OUT,
                String.valueOf(!optedOut),
                String.valueOf(optedOut)));
    }

    /** The relation has ended; what the partner has stays. */
    List<ContactChange> leave(Instant at) {
        return leftAt == null ? relate(at) : List.of();
    }

    List<ContactChange> comeBack() {
        return leftAt == null ? List.of() : relate(null);
    }

    private List<ContactChange> relate(@Nullable Instant left) {
        var change = new ContactChange(ContactField.RELATION, written(leftAt), written(left));
        leftAt = left;
        return List.of(change);
    }

    private static @Nullable String written(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** From now on only this one changes mail and phone; null: staff may again. */
    List<ContactChange> lockContact(@Nullable ContactLock lock) {
        if (contactLock == lock) {
            return List.of();
        }
        var change = new ContactChange(ContactField.LOCK, nameOf(contactLock), nameOf(lock));
        contactLock = lock;
        return List.of(change);
    }

    private static @Nullable String nameOf(@Nullable ContactLock lock) {
        return lock == null ? null : lock.name();
    }

    private void judge() {
        var number = PhoneNumbers.parse(phone);
        mobile = number.mobile();
        mailProblem = worst(mailOptedOut, MailAddresses.problemOf(mail), mailBounced);
        mobileProblem = worst(smsOptedOut, number.problem(), mobileBounced);
    }

    /** A person's refusal comes first: nobody should look for a better address to reach them by. */
    private static @Nullable ContactProblem worst(boolean optedOut, @Nullable ContactProblem flaw, boolean bounced) {
        if (optedOut) {
            return ContactProblem.OPTED_OUT;
        }
        return flaw == null && bounced ? ContactProblem.BOUNCED : flaw;
    }
}
