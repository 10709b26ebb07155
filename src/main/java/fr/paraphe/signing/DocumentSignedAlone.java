package fr.paraphe.signing;

import fr.paraphe.vault.DocumentId;

/**
 * A partner signed a document that stands for nothing else, such as a contract: its seal comes next. Told in the same
 * transaction.
 *
 * @param account the code of its account
 */
public record DocumentSignedAlone(DocumentId document, String account) {}
