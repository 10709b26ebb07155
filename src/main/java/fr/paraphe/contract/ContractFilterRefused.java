package fr.paraphe.contract;

import fr.paraphe.problem.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A filter that says nothing, or something impossible; {@code field} names the parameter at fault. */
public final class ContractFilterRefused extends Refusal {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final String field;

    private ContractFilterRefused(String type, String field, @Nullable Object... arguments) {
        super(type, 400, arguments);
        this.field = field;
        with("field", field);
    }

    static ContractFilterRefused unknownFilter(String name) {
        return new ContractFilterRefused("contract-filter-unknown", name, name);
    }

    public static ContractFilterRefused unknownValue(String field, String value) {
        return new ContractFilterRefused("contract-filter-value-unknown", field, value, field);
    }

    static ContractFilterRefused datesReversed(LocalDate from, LocalDate to) {
        return new ContractFilterRefused("contract-filter-dates-reversed", "to", DAY.format(from), DAY.format(to));
    }

    static ContractFilterRefused severalValues(String field) {
        return new ContractFilterRefused("contract-filter-several-values", field, field);
    }

    static ContractFilterRefused severalClients(String reference) {
        return new ContractFilterRefused("contract-filter-several-clients", "client", reference);
    }

    static ContractFilterRefused textTooLong(int longest) {
        return new ContractFilterRefused("contract-filter-text-too-long", "text", longest);
    }

    /** The parameter at fault. */
    public String field() {
        return field;
    }
}
