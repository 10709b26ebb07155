package fr.paraphe.contract;

import java.time.Instant;

/**
 * A contract's document.
 *
 * @param sha256 of the content, as 64 hexadecimal digits
 */
public record ContractPdf(byte[] content, String sha256, Instant filedAt) {}
