package fr.paraphe.contract.web;

import fr.paraphe.account.StaffRole;
import fr.paraphe.contract.ContractRefused;
import fr.paraphe.contract.SigningRule;
import fr.paraphe.contract.SigningRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts/{code}/signing-rule")
@Tag(name = "Contracts")
class SigningRuleApi {

    private final SeenContracts seen;
    private final SigningRules rules;

    SigningRuleApi(SeenContracts seen, SigningRules rules) {
        this.seen = seen;
        this.rules = rules;
    }

    /**
     * @param asksCode whether signing in the portal takes a code by SMS
     * @param signatorySigns whether a signatory signs each contract for the account
     */
    record Choice(@NotNull Boolean asksCode, @NotNull Boolean signatorySigns) {}

    @GetMapping
    @Operation(summary = "How the account's contracts are signed in the portal")
    SigningRule one(@PathVariable String code) {
        return rules.of(seen.account(code));
    }

    @PutMapping
    @Operation(summary = "Choose how contracts are signed from now on (managers)")
    SigningRule choose(@PathVariable String code, @Valid @RequestBody Choice choice) {
        var account = seen.account(code);
        if (!seen.scope().has(StaffRole.MANAGER)) {
            throw ContractRefused.managersAlone();
        }
        rules.choose(account, new SigningRule(choice.asksCode(), choice.signatorySigns()));
        return rules.of(account);
    }
}
