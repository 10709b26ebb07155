package fr.paraphe.vault;

import fr.paraphe.partner.PartnerId;

/** A partner opened a document for the first time; told in the transaction of the reading. */
public record DocumentRead(DocumentId document, PartnerId partner, String origin) {}
