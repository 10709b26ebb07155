package fr.paraphe.proposal.web;

import fr.paraphe.proposal.LeadSource;
import fr.paraphe.proposal.ProposalEvent;
import fr.paraphe.proposal.ProposalReading.Details;
import fr.paraphe.proposal.ProposalStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract that is sent, as REST tells it.
 *
 * @param correctionNeeded whether the company name was refused and the recipient is to be corrected
 * @param client the reference of the client among the account's partners; null: before it is sent
 * @param mail what became of the latest mail to the client
 */
record ProposalResponse(
        String number,
        ProposalStatus status,
        boolean correctionNeeded,
        String account,
        String template,
        @Nullable String recipient,
        @Nullable String company,
        @Nullable LeadSource leadSource,
        @Nullable String location,
        Map<String, String> entries,
        @Nullable String client,
        @Nullable Instant sentAt,
        @Nullable LocalDate expiresOn,
        @Nullable Instant settledAt,
        @Nullable String declineReason,
        @Nullable Instant sealedAt,
        @Nullable String mail,
        List<AcceptedSection> sections,
        List<ProposalEvent> history) {

    /** @param acceptedAt null: not yet */
    record AcceptedSection(String title, @Nullable Instant acceptedAt) {}

    static ProposalResponse of(Details details) {
        return new ProposalResponse(
                details.number().value(),
                details.status(),
                details.refusal() != null,
                details.accountCode(),
                details.template(),
                details.mail(),
                details.company(),
                details.leadSource(),
                details.location(),
                details.entries(),
                details.clientReference(),
                details.sentAt(),
                details.expiresOn(),
                details.settledAt(),
                details.declineReason(),
                details.sealedAt(),
                details.mailState(),
                details.sections().stream()
                        .map(section -> new AcceptedSection(section.title(), section.acceptedAt()))
                        .toList(),
                details.history());
    }
}
