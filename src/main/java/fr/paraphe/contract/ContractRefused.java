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

    static ContractRefused documentChanged(String reference) {
        return new ContractRefused("contract-document-changed", 409, reference);
    }

    static ContractRefused notRead() {
        return new ContractRefused("contract-not-read", 422);
    }

    static ContractRefused consentMissing() {
        var refused = new ContractRefused("contract-consent-missing", 422);
        refused.withError("consent", "contract.signing.wrong.consent");
        return refused;
    }

    static ContractRefused codeMissing() {
        return code("contract-code-missing", 422, "contract.signing.wrong.code.missing");
    }

    static ContractRefused codeWrong() {
        return code("contract-code-wrong", 422, "contract.signing.wrong.code.wrong");
    }

    /** Too old, or guessed at too often. */
    static ContractRefused codeExpired() {
        return code("contract-code-expired", 410, "contract.signing.wrong.code.expired");
    }

    private static ContractRefused code(String type, int status, String message) {
        var refused = new ContractRefused(type, status);
        refused.withError("code", message);
        return refused;
    }

    static ContractRefused noMobileForTheCode() {
        return new ContractRefused("contract-code-without-mobile", 409);
    }

    static ContractRefused codeAskedJustNow() {
        return new ContractRefused("contract-code-just-asked", 429);
    }

    static ContractRefused tooManyCodes() {
        return new ContractRefused("contract-too-many-codes", 429, SigningCodes.MOST_A_DAY);
    }

    static ContractRefused signatoriesAlone() {
        return new ContractRefused("contract-signatories-alone", 403);
    }

    public static ContractRefused managersAlone() {
        return new ContractRefused("contract-signing-rule-managers-alone", 403);
    }

    public static ContractRefused taskDone() {
        return new ContractRefused("contract-task-done", 409);
    }

    static ContractRefused noPdf(String reference) {
        return new ContractRefused("contract-pdf-missing", 404, reference);
    }
}
