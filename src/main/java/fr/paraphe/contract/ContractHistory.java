package fr.paraphe.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to a contract, and when. */
@Repository
class ContractHistory {

    private final JdbcClient jdbc;

    ContractHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ContractId contract, ContractEvent.Kind what, @Nullable String detail, String by, Instant at) {
        jdbc.sql("""
                        insert into contract_event (contract_id, what, detail, done_by, done_at)
                        values (:contract, :what, :detail, :by, :at)
                        """)
                .param("contract", contract.value())
                .param("what", what.name())
                .param("detail", detail)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest first. */
    List<ContractEvent> of(ContractId contract) {
        return jdbc.sql("select * from contract_event where contract_id = ? order by id desc")
                .param(contract.value())
                .query((row, number) -> new ContractEvent(
                        ContractEvent.Kind.valueOf(row.getString("what")),
                        row.getString("detail"),
                        row.getString("done_by"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
