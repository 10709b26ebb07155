package fr.paraphe.account;

import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/** Lets in the person who lets in the others: an operator named by configuration, in an account for the house's own. */
@Component
@ConditionalOnProperty({"paraphe.operator.user", "paraphe.operator.password"})
class FirstOperator implements ApplicationRunner {

    private static final String HOUSE = "paraphe";

    /**
     * @param user the operator's name to log in with
     * @param password the first password; a known operator keeps the present one
     */
    @ConfigurationProperties("paraphe.operator")
    record Operator(String user, String password) {}

    private final Operator operator;
    private final AccountSettings accounts;
    private final StaffDirectory staff;

    FirstOperator(Operator operator, AccountSettings accounts, StaffDirectory staff) {
        this.operator = operator;
        this.accounts = accounts;
        this.staff = staff;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!staff.knows(operator.user())) {
            accounts.open(HOUSE, "Paraphe", null);
            staff.enrol(
                    new StaffMember(
                            operator.user(), "Paraphe", "Exploitation", null, HOUSE, Set.of(StaffRole.OPERATOR), false),
                    operator.password());
        }
    }
}
