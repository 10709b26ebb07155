package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import java.time.Instant;

/**
 * Partners of an account got a document. Told once for a filing, however many partners it reached, in its transaction;
 * the partners are the {@code document} rows of this account and origin that were filed at this moment.
 *
 * @param at to the microsecond, as the rows have it
 * @param count how many partners got it now; those who had it already do not count
 */
public record DocumentsFiled(AccountId account, DocumentTypeId type, String origin, Instant at, int count) {}
