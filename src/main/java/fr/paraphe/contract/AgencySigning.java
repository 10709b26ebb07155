package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The agency's own signature under a contract that its partner has signed, where a person gives it. */
@Service
public class AgencySigning {

    private final CurrentStaff staff;
    private final ContractHistory history;
    private final JdbcClient jdbc;
    private final Clock clock;

    AgencySigning(CurrentStaff staff, ContractHistory history, JdbcClient jdbc, Clock clock) {
        this.staff = staff;
        this.history = history;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Signs for the agency, as whoever is at work. Said again, it changes nothing.
     *
     * @throws ContractRefused if that person is no signatory, does not see the contract, or its partner has not signed
     */
    @Transactional
    public void sign(ContractId contract) {
        var scope = staff.scope();
        var signed = jdbc.sql("""
                        select completion.agency_signed_at is not null
                        from contract_completion completion
                        join contract on contract.id = completion.contract_id
                        where contract.id = ? and contract.account_id = any(?)
                        for update of completion
                        """)
                .params(
                        contract.value(),
                        scope.accounts().stream().map(AccountId::value).toArray(Long[]::new))
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> ContractRefused.unknown(Long.toString(contract.value())));
        if (!scope.has(StaffRole.SIGNATORY)) {
            throw ContractRefused.signatoriesAlone();
        }
        if (!signed) {
            jdbc.sql("update contract_completion set agency_signed_by = ?, agency_signed_at = ? where contract_id = ?")
                    .params(scope.userId(), clock.instant().atOffset(ZoneOffset.UTC), contract.value())
                    .update();
            history.add(contract, ContractEvent.Kind.SIGNED_BY_AGENCY, null, scope.userId(), clock.instant());
        }
    }
}
