package fr.paraphe.proposal;

import fr.paraphe.proposal.ProposalReading.SentSection;
import fr.paraphe.signing.SigningCode;
import fr.paraphe.vault.DocumentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract as its client sees it.
 *
 * @param title its template's name
 * @param operator the name of the account that sends it
 * @param company the client's own name, as the operator knows it
 * @param open whether it can be signed or declined now
 * @param document what to read and sign, in the client's vault; null: it was settled before they opened it
 * @param sha256 of that document, in hexadecimal; null with it
 * @param read whether the client has read it
 * @param legal null: not given yet
 * @param code what a code needs, if signing takes one; null: it takes none
 * @param sealed the contract with its proof, sealed; null: not yet
 * @param trail the audit trail; null with it
 */
public record Offer(
        ProposalId id,
        ProposalNumber number,
        String title,
        ProposalStatus status,
        String operator,
        String company,
        @Nullable String location,
        boolean open,
        LocalDate expiresOn,
        @Nullable Instant settledAt,
        List<SentSection> sections,
        @Nullable DocumentId document,
        @Nullable String sha256,
        boolean read,
        @Nullable LegalInformation legal,
        @Nullable SigningCode code,
        @Nullable DocumentId sealed,
        @Nullable DocumentId trail) {

    public long accepted() {
        return sections.stream().filter(section -> section.acceptedAt() != null).count();
    }

    @Override
    public String toString() {
        return "Offer[" + number + "]"; // much of it is about a person
    }
}
