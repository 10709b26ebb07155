package fr.paraphe.vault;

import java.util.Collection;
import java.util.Optional;

/**
 * Where contents lie, each once, by its SHA-256. The database is the store today; object storage may become one: a
 * store keeps, gives back and drops, and knows nothing of documents.
 */
public interface ContentStore {

    /** Keeps a content; one that is there already stays, and stays at least until the caller's transaction ends. */
    Sha256 put(byte[] content);

    /** As it lies there: whether it is still what was put is the reader's matter. */
    Optional<byte[]> get(Sha256 sha256);

    /** Drops those of these contents that nobody holds any more. */
    int dropUnheld(Collection<Sha256> contents);
}
