package fr.paraphe.signing;

import fr.paraphe.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a partner did not sign. */
public final class SigningRefused extends Refusal {

    private SigningRefused(String type, int status, @Nullable Object... arguments) {
        super(type, status, arguments);
    }

    static SigningRefused documentChanged() {
        return new SigningRefused("signing-document-changed", 409);
    }

    static SigningRefused notRead() {
        return new SigningRefused("signing-document-not-read", 422);
    }

    static SigningRefused consentMissing() {
        var refused = new SigningRefused("signing-consent-missing", 422);
        refused.withError("consent", "signing.wrong.consent");
        return refused;
    }

    static SigningRefused codeMissing() {
        return code("signing-code-missing", 422, "signing.wrong.code.missing");
    }

    static SigningRefused codeWrong() {
        return code("signing-code-wrong", 422, "signing.wrong.code.wrong");
    }

    /** Too old, or guessed at too often. */
    static SigningRefused codeExpired() {
        return code("signing-code-expired", 410, "signing.wrong.code.expired");
    }

    private static SigningRefused code(String type, int status, String message) {
        var refused = new SigningRefused(type, status);
        refused.withError("code", message);
        return refused;
    }

    static SigningRefused noMobileForTheCode() {
        return new SigningRefused("signing-code-without-mobile", 409);
    }

    static SigningRefused codeAskedJustNow() {
        return new SigningRefused("signing-code-just-asked", 429);
    }

    static SigningRefused tooManyCodes() {
        return new SigningRefused("signing-too-many-codes", 429, SigningCodes.MOST_A_DAY);
    }
}
