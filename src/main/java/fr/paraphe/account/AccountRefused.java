package fr.paraphe.account;

import fr.paraphe.problem.Refusal;

/** What is refused about accounts, their options and their staff. */
public final class AccountRefused extends Refusal {

    private AccountRefused(String type, int status, Object... arguments) {
        super(type, status, arguments);
    }

    /** No such account, or none that the person sees: which of the two is not told. */
    public static AccountRefused unknown(String code) {
        return new AccountRefused("account-unknown", 404, code);
    }

    public static AccountRefused unknownOption(String slug) {
        return new AccountRefused("account-option-unknown", 404, slug);
    }

    public static AccountRefused supportAlone() {
        return new AccountRefused("account-support-alone", 403);
    }

    public static AccountRefused managersAlone() {
        return new AccountRefused("account-managers-alone", 403);
    }

    static AccountRefused codeTaken(String code) {
        return new AccountRefused("account-code-taken", 409, code);
    }

    static AccountRefused weakPassword() {
        return new AccountRefused("staff-password-weak", 422);
    }

    /** Support neither makes nor changes support or operators: only operators do. */
    public static AccountRefused operatorsAlone() {
        return new AccountRefused("staff-operators-alone", 403);
    }
}
