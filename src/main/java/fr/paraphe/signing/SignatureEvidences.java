package fr.paraphe.signing;

import fr.paraphe.vault.DocumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How documents were signed in the portal. It is kept as long as its document. */
@Repository
public class SignatureEvidences {

    private final JdbcClient jdbc;

    SignatureEvidences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if the document was not signed in the portal. */
    public Optional<SignatureEvidence> of(DocumentId document) {
        return of(document, "");
    }

    /** The same; nobody else seals the document until the transaction ends. */
    Optional<SignatureEvidence> toSeal(DocumentId document) {
        return of(document, " for update");
    }

    void keep(DocumentId document, SignatureEvidence evidence) {
        jdbc.sql("""
                        insert into signature_evidence (document_id, sha256, signer, space, signed_at, read_at,
                          remote_address, user_agent, consent, code_channel, code_address)
                        values (:document, decode(:sha256, 'hex'), :signer, :space, :signedAt, :readAt, :from, :with,
                          :consent, :codeChannel, :codeAddress)
                        """)
                .param("document", document.value())
                .param("sha256", evidence.sha256())
                .param("signer", evidence.signer())
                .param("space", evidence.space())
                .param("signedAt", evidence.signedAt().atOffset(ZoneOffset.UTC))
                .param("readAt", evidence.readAt().atOffset(ZoneOffset.UTC))
                .param("from", evidence.remoteAddress())
                .param("with", evidence.userAgent())
                .param("consent", evidence.consent())
                .param("codeChannel", evidence.codeChannel())
                .param("codeAddress", evidence.codeAddress())
                .update();
    }

    private Optional<SignatureEvidence> of(DocumentId document, String lock) {
        return jdbc.sql("select *, encode(sha256, 'hex') as digest from signature_evidence where document_id = ?"
                        + lock)
                .param(document.value())
                .query((row, number) -> evidence(row))
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

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
