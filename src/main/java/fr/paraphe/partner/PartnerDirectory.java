package fr.paraphe.partner;

import fr.paraphe.account.AccountId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The partners one by one: who they are, and how they can be reached. Each change is remembered with its author.
 * Whether the asker may see the partner is the caller's matter.
 */
@Service
@Transactional
public class PartnerDirectory {

    private final Partners partners;
    private final ContactHistory history;
    private final Clock clock;

    PartnerDirectory(Partners partners, ContactHistory history, Clock clock) {
        this.partners = partners;
        this.history = history;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Partner byId(PartnerId id) {
        return partners.findById(id.value()).orElseThrow(PartnerRefused::unknown);
    }

    @Transactional(readOnly = true)
    public Optional<Partner> byReference(AccountId account, String reference) {
        return partners.findByAccountIdAndReference(account.value(), reference);
    }

    /**
     * Saves a mail and a phone that a person corrected. A landline is saved too, though it takes no SMS.
     *
     * @param version of the partner that the person was looking at
     * @throws PartnerRefused if somebody else keeps this partner's contacts, changed the partner since that version, or
     *     if a new value is wrong; nothing is saved then
     */
    public Partner correctContact(PartnerId id, int version, ContactCorrection correction, String by) {
        return change(id, by, partner -> {
            if (partner.version() != version) {
                throw PartnerRefused.changedMeanwhile(partner.version());
            }
            return partner.correct(correction);
        });
    }

    /**
     * The same, by the partner in their own space, who alone keeps these contacts from then on.
     *
     * @throws PartnerRefused as above; it is the business software alone that may keep a partner from it
     */
    public Partner correctOwnContact(PartnerId id, int version, ContactCorrection correction, String by) {
        return change(id, by, partner -> {
            if (partner.version() != version) {
                throw PartnerRefused.changedMeanwhile(partner.version());
            }
            return partner.correctOwn(correction);
        });
    }

    /**
     * A message came back.
     *
     * @param address it was sent to: a mail address, or a number as E.164
     */
    public Partner markBounced(PartnerId id, ContactPoint point, String address, String by) {
        return change(id, by, partner -> partner.bounce(point, address));
    }

    /** The person wants no more messages by this way, whatever the address becomes. */
    public Partner optOut(PartnerId id, ContactPoint point, String by) {
        return change(id, by, partner -> partner.optOut(point));
    }

    /** The person wants them again. */
    public Partner optIn(PartnerId id, ContactPoint point, String by) {
        return change(id, by, partner -> partner.optIn(point));
    }

    /** @param lock who alone changes mail and phone from now on; null: staff may */
    public Partner lockContact(PartnerId id, @Nullable ContactLock lock, String by) {
        return change(id, by, partner -> partner.lockContact(lock));
    }

    /** The relation with the account has ended: from now on nothing new is for this partner. */
    public Partner endRelation(PartnerId id, String by) {
        return change(id, by, partner -> partner.leave(clock.instant()));
    }

    public Partner resumeRelation(PartnerId id, String by) {
        return change(id, by, Partner::comeBack);
    }

    private Partner change(PartnerId id, String by, Function<Partner, List<ContactChange>> verb) {
        var partner = partners.findLockedById(id.value()).orElseThrow(PartnerRefused::unknown);
        history.add(id, verb.apply(partner), by);
        partners.flush();
        return partner;
    }
}
