package fr.paraphe.vault;

import java.time.Instant;

/** A document was opened: by whom, by which door, and when. */
public record DocumentReading(DocumentReader reader, Instant at) {}
