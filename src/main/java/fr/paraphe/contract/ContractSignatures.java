package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instantIfAny;

import fr.paraphe.signing.SignatureEvidence;
import fr.paraphe.signing.SignatureEvidences;
import fr.paraphe.vault.DocumentId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How contracts were signed in the portal, and how far the agency's part is. */
@Repository
public class ContractSignatures {

    private final SignatureEvidences evidences;
    private final JdbcClient jdbc;

    ContractSignatures(SignatureEvidences evidences, JdbcClient jdbc) {
        this.evidences = evidences;
        this.jdbc = jdbc;
    }

    /**
     * What follows the partner's signature.
     *
     * @param signatoryAsked whether a signatory is to sign; if not, the account's seal is its signature
     * @param agencySignedBy the signatory's user id; null: none has signed
     * @param sealed digest of the sealed document, in hexadecimal; null: not yet
     */
    public record Completion(
            boolean signatoryAsked,
            @Nullable String agencySignedBy,
            @Nullable Instant agencySignedAt,
            @Nullable String sealed,
            @Nullable Instant sealedAt) {

        /** Whether both parties have signed. */
        public boolean isComplete() {
            return sealed != null;
        }

        /** Whether a signatory is still awaited. */
        public boolean awaitsSignatory() {
            return signatoryAsked && agencySignedBy == null;
        }
    }

    /** Empty if the contract was not signed in the portal. */
    public Optional<SignatureEvidence> evidence(ContractId contract) {
        return jdbc.sql("""
                        select document.id from document
                        join contract on contract.partner_id = document.partner_id
                        where contract.id = ? and document.origin = ?
                        """)
                .params(contract.value(), ContractFiling.origin(contract))
                .query(Long.class)
                .optional()
                .flatMap(document -> evidences.of(new DocumentId(document)));
    }

    /** Empty if the contract was not signed in the portal. */
    public Optional<Completion> completion(ContractId contract) {
        return completion(contract, "");
    }

    /** The same; nobody else completes it until the transaction ends. */
    Optional<Completion> completionToChange(ContractId contract) {
        return completion(contract, "for update");
    }

    private Optional<Completion> completion(ContractId contract, String lock) {
        return jdbc.sql("select *, encode(sealed, 'hex') as digest from contract_completion where contract_id = ? "
                        + lock)
                .param(contract.value())
                .query((row, number) -> new Completion(
                        row.getBoolean("signatory_asked"),
                        row.getString("agency_signed_by"),
                        instantIfAny(row, "agency_signed_at"),
                        row.getString("digest"),
                        instantIfAny(row, "sealed_at")))
                .optional();
    }
}
