package fr.paraphe.signing.web;

import fr.paraphe.signing.SigningRule;
import fr.paraphe.signing.SigningRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts/{code}/signing-rule")
@Tag(name = "Accounts")
class SigningRuleApi {

    private final RuledAccounts ruled;
    private final SigningRules rules;

    SigningRuleApi(RuledAccounts ruled, SigningRules rules) {
        this.ruled = ruled;
        this.rules = rules;
    }

    /**
     * @param asksCode whether signing in the portal takes a code by SMS
     * @param signatorySigns whether a signatory signs each contract for the account
     */
    record Choice(@NotNull Boolean asksCode, @NotNull Boolean signatorySigns) {}

    @GetMapping
    @Operation(summary = "How the account's documents are signed in the portal")
    SigningRule one(@PathVariable String code) {
        return rules.of(ruled.seen(code).id());
    }

    @GetMapping("/changes")
    @Operation(summary = "What the rule became, by whom and when; the latest first")
    List<SigningRules.Change> changes(@PathVariable String code) {
        return rules.changes(ruled.seen(code).id());
    }

    @PutMapping
    @Operation(summary = "Choose how documents are signed from now on (managers and support)")
    SigningRule choose(@PathVariable String code, @Valid @RequestBody Choice choice) {
        var account = ruled.byManager(code);
        rules.choose(account.id(), new SigningRule(choice.asksCode(), choice.signatorySigns()), ruled.userId());
        return rules.of(account.id());
    }
}
