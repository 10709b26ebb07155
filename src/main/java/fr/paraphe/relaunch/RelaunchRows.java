package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a run's lists. */
public interface RelaunchRows {

    /**
     * A page of a list.
     *
     * @param next what to ask for as {@code after} to read on; null: this was the last page
     */
    record Page<T>(List<T> rows, @Nullable Long next) {}

    /**
     * @param channel null: not chosen yet
     * @param contracts that the filter found; once somebody has chosen, those that were kept
     * @param people who must sign them
     */
    record Summary(
            String number,
            String account,
            RelaunchStatus status,
            @Nullable Channel channel,
            LocalDate startsFrom,
            LocalDate startsTo,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant sentAt,
            long contracts,
            long people) {}

    record ContractRow(
            long contract,
            String reference,
            Instant startsAt,
            Instant dueAt,
            long partner,
            String name,
            PartnerKind kind,
            @Nullable String client,
            boolean ticked,
            boolean signed) {}

    /**
     * One person.
     *
     * @param address where the message goes; null if there is a problem
     * @param problem why not, a {@code ContactProblem}
     * @param lock who alone changes mail and phone; null: staff may
     * @param version to be named when the contact is corrected
     */
    record RecipientRow(
            long partner,
            String name,
            PartnerKind kind,
            String language,
            int contracts,
            @Nullable String address,
            @Nullable String problem,
            boolean ticked,
            @Nullable String mail,
            @Nullable String phone,
            @Nullable ContactLock lock,
            int version) {}

    /**
     * What became of one person's message.
     *
     * @param state a {@code MessageState}; SKIPPED too if none was ever queued; null until the messages are queued
     * @param reason why FAILED or SKIPPED
     * @param detail the provider's own words
     */
    record OutcomeRow(
            long partner,
            String name,
            PartnerKind kind,
            int contracts,
            @Nullable String address,
            @Nullable String state,
            @Nullable String reason,
            @Nullable String detail,
            int attempts,
            @Nullable Instant sentAt,
            @Nullable Instant finishedAt) {}
}
