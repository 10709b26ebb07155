package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instant;
import static fr.paraphe.contract.UnsignedContracts.instantIfAny;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How contracts were signed in the portal, and how far the agency's part is. */
@Repository
public class ContractSignatures {

    private final JdbcClient jdbc;

    ContractSignatures(JdbcClient jdbc) {
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
        return jdbc.sql("select *, encode(sha256, 'hex') as digest from signature_evidence where contract_id = ?")
                .param(contract.value())
                .query((row, number) -> evidence(row))
                .optional();
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

    private static SignatureEvidence evidence(ResultSet row) throws SQLException {
        return new SignatureEvidence(
                row.getString("digest"),
                row.getString("signer"),
                row.getString("space"),
                instant(row, "signed_at"),
                instant(row, "read_at"),
                row.getString("remote_address"),
                row.getString("user_agent"),
                row.getString("consent"),
                row.getString("code_channel"),
                row.getString("code_address"));
    }
}
