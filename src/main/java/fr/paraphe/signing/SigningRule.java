package fr.paraphe.signing;

/**
 * How an account's documents are signed in the portal.
 *
 * @param asksCode whether signing takes a code, which comes by SMS as the link came by mail
 * @param signatorySigns whether a signatory signs each contract for the account; if not, the account's seal is its
 *     signature
 */
public record SigningRule(boolean asksCode, boolean signatorySigns) {

    /** Of an account that chose nothing. */
    static final SigningRule USUAL = new SigningRule(false, false);
}
