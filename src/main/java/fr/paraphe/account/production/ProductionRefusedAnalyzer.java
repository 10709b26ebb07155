package fr.paraphe.account.production;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator which properties to set, all at once, instead of a stack trace. */
class ProductionRefusedAnalyzer extends AbstractFailureAnalyzer<ProductionRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ProductionRefused refused) {
        var actions = refused.demands().stream()
                .map(demand -> "Set '%s', or the environment variable %s"
                        .formatted(demand.property(), variable(demand.property())))
                .collect(joining("\n", "", "\ndocs/operations.md lists what production needs."));
        return new FailureAnalysis(refused.getMessage(), actions, refused);
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
