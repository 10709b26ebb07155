package fr.paraphe.account.production;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator which property to set, instead of a stack trace. */
class ProductionRefusedAnalyzer extends AbstractFailureAnalyzer<ProductionRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ProductionRefused refused) {
        var variable =
                refused.property().toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
        return new FailureAnalysis(
                refused.getMessage(),
                "Set '%s', or the environment variable %s; docs/operations.md lists what production needs."
                        .formatted(refused.property(), variable),
                refused);
    }
}
