package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
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

    /** @throws ContractRefused if the person at work does not see the contract, or is no signatory */
    @Transactional(readOnly = true)
    public void refuseUnlessMaySign(ContractId contract) {
        var scope = staff.scope();
        var seen = jdbc.sql("select exists (select from contract where id = ? and account_id = any(?))")
                .params(contract.value(), accounts(scope))
                .query(Boolean.class)
                .single();
        if (!seen) {
            throw ContractRefused.unknown(Long.toString(contract.value()));
        }
        if (!scope.has(StaffRole.SIGNATORY)) {
            throw ContractRefused.signatoriesAlone();
        }
    }

    /**
     * Signs for the agency, as whoever is at work. Said again, it changes nothing.
     *
     * @throws ContractRefused if that person is no signatory, does not see the contract, or its partner has not signed
     */
    @Transactional
    public void sign(ContractId contract) {
        refuseUnlessMaySign(contract);
        var signed = jdbc.sql("""
                        select completion.agency_signed_at is not null
                        from contract_completion completion
                        where contract_id = ?
                        for update
                        """)
                .param(contract.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(ContractRefused::taskDone);
        if (!signed) {
            var by = staff.scope().userId();
            jdbc.sql("update contract_completion set agency_signed_by = ?, agency_signed_at = ? where contract_id = ?")
                    .params(by, clock.instant().atOffset(ZoneOffset.UTC), contract.value())
                    .update();
            history.add(contract, ContractEvent.Kind.SIGNED_BY_AGENCY, null, by, clock.instant());
        }
    }

    private static Long[] accounts(StaffScope scope) {
        return scope.accounts().stream().map(AccountId::value).toArray(Long[]::new);
    }
}
