package fr.paraphe.contract;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;

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

    /** Its partner holds the document already, and what was filed never changes. */
    static ContractRefused inTheVault(String reference) {
        return new ContractRefused("contract-in-the-vault", 409, reference);
    }

    static ContractRefused noDocument(String reference) {
        return new ContractRefused("contract-without-document", 409, reference);
    }

    static ContractRefused signatoriesAlone() {
        return new ContractRefused("contract-signatories-alone", 403);
    }

    public static ContractRefused taskDone() {
        return new ContractRefused("contract-task-done", 409);
    }

    static ContractRefused noPdf(String reference) {
        return new ContractRefused("contract-pdf-missing", 404, reference);
    }
}
