package fr.paraphe.contract;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Why something cannot be done to a contract. */
public final class ContractRefused extends Refusal {

    private ContractRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    static ContractRefused unknown(String reference) {
        return new ContractRefused("contract-unknown", 404, reference);
    }

    static ContractRefused signed(String reference) {
        return new ContractRefused("contract-signed", 409, reference);
    }

    static ContractRefused withdrawn(String reference) {
        return new ContractRefused("contract-withdrawn", 409, reference);
    }

    static ContractRefused modeNotForStaff() {
        return new ContractRefused("contract-signature-mode", 422);
    }

    public static ContractRefused nothingTicked() {
        return new ContractRefused("contract-nothing-ticked", 422);
    }

    static ContractRefused noPdf(String reference) {
        return new ContractRefused("contract-pdf-missing", 404, reference);
    }

    static ContractRefused notAPdf() {
        return new ContractRefused("contract-pdf-invalid", 415);
    }

    static ContractRefused pdfTooLarge(DataSize limit) {
        return new ContractRefused("contract-pdf-too-large", 413, limit.toMegabytes());
    }
}
