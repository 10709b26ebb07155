package fr.paraphe.vault;

import fr.paraphe.account.AccountId;

/**
 * Partners of an account got a document. Told once for a filing, however many partners it reached, in its transaction;
 * the partners are the {@code document} rows of this account and origin.
 *
 * @param count how many partners got it now; those who had it already do not count
 */
public record DocumentsFiled(AccountId account, DocumentTypeId type, String origin, int count) {}
