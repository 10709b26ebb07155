package fr.paraphe.vault;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerId;
import java.time.Instant;

/**
 * A partner signed a document here, once. Told in the same transaction. What was signed on another platform, as a
 * contract may be, is told by whoever learns of it.
 *
 * @param origin where the document comes from, as {@code contract 4711}
 */
public record DocumentSigned(AccountId account, PartnerId partner, DocumentId document, String origin, Instant at) {}
