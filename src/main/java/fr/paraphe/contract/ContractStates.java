package fr.paraphe.contract;

import static fr.paraphe.contract.UnsignedContracts.instant;
import static fr.paraphe.contract.UnsignedContracts.instantIfAny;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.paraphe.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes many contracts at once: one statement each, whatever their number. */
@Repository
class ContractStates {

    /** The rows travel as one JSON parameter; its keys are the columns' names. */
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient jdbc;

    ContractStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One line for a contract's history. */
    record Line(
            String reference,
            ContractEvent.Kind what,
            @Nullable String detail) {}

    /**
     * Until the transaction ends, nobody else imports into this account: two would meet on a new reference, and a
     * partner could get another name between the search words of a new contract and its commit.
     */
    void importAlone(AccountId account) {
        jdbc.sql("select id from account where id = ? for no key update")
                .param(account.value())
                .query(Long.class)
                .single();
    }

    /** Those of these references that exist, by reference; nobody else changes them until the transaction ends. */
    Map<String, ContractState> lock(AccountId account, Collection<String> references) {
        return jdbc
                .sql("""
                        select * from contract
                        where account_id = :account and reference = any(:references)
                        order by id
                        for update
                        """)
                .param("account", account.value())
                .param("references", references.toArray(String[]::new))
                .query((row, number) -> state(row))
                .list()
                .stream()
                .collect(toMap(ContractState::reference, Function.identity()));
    }

    /** Makes these contracts be as they are described, new ones included. */
    void write(AccountId account, List<ContractState> states) {
        jdbc.sql("""
                        insert into contract as known (
                          account_id, reference, type, partner_id, client_id, start_at, end_on, status, transmitted_at,
                          signed_at, signed_by, signature_mode, contractual_due_at, legal_due_at)
                        select :account, row.*
                        from jsonb_to_recordset(cast(:states as jsonb)) as row(
                          reference text, type text, partner_id bigint, client_id bigint, start_at timestamptz,
                          end_on date, status text, transmitted_at timestamptz, signed_at timestamptz, signed_by text,
                          signature_mode text, contractual_due_at timestamptz, legal_due_at timestamptz)
                        on conflict (account_id, reference) do update
                        set type = excluded.type, partner_id = excluded.partner_id, client_id = excluded.client_id,
                            start_at = excluded.start_at, end_on = excluded.end_on, status = excluded.status,
                            transmitted_at = excluded.transmitted_at, signed_at = excluded.signed_at,
                            signed_by = excluded.signed_by, signature_mode = excluded.signature_mode,
                            contractual_due_at = excluded.contractual_due_at, legal_due_at = excluded.legal_due_at,
                            version = known.version + 1
                        """)
                .param("account", account.value())
                .param("states", json(states))
                .update();
    }

    void tell(AccountId account, List<Line> lines, String by, Instant at) {
        jdbc.sql("""
                        insert into contract_event (contract_id, what, detail, done_by, done_at)
                        select contract.id, line.what, line.detail, :by, :at
                        from jsonb_to_recordset(cast(:lines as jsonb)) as line(reference text, what text, detail text)
                        join contract on contract.account_id = :account and contract.reference = line.reference
                        """)
                .param("account", account.value())
                .param("lines", json(lines))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Set<ContractId> ids(AccountId account, Collection<String> references) {
        return jdbc.sql("select id from contract where account_id = :account and reference = any(:references)")
                .param("account", account.value())
                .param("references", references.toArray(String[]::new))
                .query((row, number) -> new ContractId(row.getLong("id")))
                .set();
    }

    private static ContractState state(ResultSet row) throws SQLException {
        var mode = row.getString("signature_mode");
        return new ContractState(
                row.getString("reference"),
                ContractType.valueOf(row.getString("type")),
                row.getLong("partner_id"),
                row.getObject("client_id", Long.class),
                instant(row, "start_at"),
                row.getObject("end_on", LocalDate.class),
                ContractStatus.valueOf(row.getString("status")),
                instantIfAny(row, "transmitted_at"),
                instantIfAny(row, "signed_at"),
                row.getString("signed_by"),
                mode == null ? null : SignatureMode.valueOf(mode),
                instantIfAny(row, "contractual_due_at"),
                instantIfAny(row, "legal_due_at"));
    }

    private static String json(Object rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("these rows cannot be written as JSON", e);
        }
    }
}
