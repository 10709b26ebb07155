package fr.paraphe.contract;

/**
 * A partner has signed in the portal; the agency's signature and the seal come next. Told in the same transaction.
 *
 * @param account the code of the contract's account
 * @param signatoryAsked whether a signatory of the account is to sign as well
 */
public record ContractSignedInPortal(ContractId contract, String reference, String account, boolean signatoryAsked) {}
