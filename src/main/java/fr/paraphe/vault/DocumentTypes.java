package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The types of documents: the standard ones, and each account's own. A change of a retention counts for what is filed
 * from then on.
 */
@Service
public class DocumentTypes {

    private final JdbcClient jdbc;

    DocumentTypes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be filed in this account, in the order of the labels. */
    public List<DocumentType> of(AccountId account) {
        return jdbc.sql("""
                        select * from document_type
                        where account_id is null or account_id = ?
                        order by search_label, id
                        """)
                .param(account.value())
                .query((row, number) -> type(row))
                .list();
    }

    public Optional<DocumentType> find(AccountId account, String code) {
        return jdbc.sql("select * from document_type where code = ? and (account_id is null or account_id = ?)")
                .params(code, account.value())
                .query((row, number) -> type(row))
                .optional();
    }

    /** @throws VaultRefused if the account has no type of this code */
    public DocumentType byCode(AccountId account, String code) {
        return find(account, code).orElseThrow(() -> VaultRefused.unknownType(code));
    }

    /**
     * Adds a type of the account's own.
     *
     * @throws VaultRefused if a type of the account or a standard one has this code
     */
    @Transactional
    public DocumentType add(AccountId account, String code, String label, int retentionYears, boolean recipientSigns) {
        if (find(account, code).isPresent()) {
            throw VaultRefused.typeCodeTaken(code);
        }
        try {
            jdbc.sql("""
                            insert into document_type (account_id, code, label, retention_years, recipient_signs)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(account.value(), code, label.strip(), retentionYears, recipientSigns)
                    .update();
        } catch (DuplicateKeyException e) {
            throw VaultRefused.typeCodeTaken(code);
        }
        return byCode(account, code);
    }

    /**
     * @param newCode null or the present one: stays as it is
     * @throws VaultRefused if the type is unknown or a standard one, or if the new code is taken or the present one in
     *     use
     */
    @Transactional
    public DocumentType change(
            AccountId account,
            String code,
            @Nullable String newCode,
            String label,
            int retentionYears,
            boolean recipientSigns) {
        var type = byCode(account, code);
        if (type.isStandard()) {
            throw VaultRefused.standardType(code);
        }
        var next = newCode == null ? code : newCode;
        if (!next.equals(code) && find(account, next).isPresent()) {
            throw VaultRefused.typeCodeTaken(next);
        }
        if (!next.equals(code) && isInUse(account, type)) {
            throw VaultRefused.typeInUse(code);
        }
        jdbc.sql("update document_type set code = ?, label = ?, retention_years = ?, recipient_signs = ? where id = ?")
                .params(
                        next,
                        label.strip(),
                        retentionYears,
                        recipientSigns,
                        type.id().value())
                .update();
        return byCode(account, next);
    }

    private boolean isInUse(AccountId account, DocumentType type) {
        return jdbc.sql("select exists (select from document where account_id = ? and type_id = ?)")
                .params(account.value(), type.id().value())
                .query(Boolean.class)
                .single();
    }

    private static DocumentType type(ResultSet row) throws SQLException {
        var account = row.getObject("account_id", Long.class);
        return new DocumentType(
                new DocumentTypeId(row.getLong("id")),
                account == null ? null : new AccountId(account),
                row.getString("code"),
                row.getString("label"),
                row.getInt("retention_years"),
                row.getBoolean("recipient_signs"));
    }
}
