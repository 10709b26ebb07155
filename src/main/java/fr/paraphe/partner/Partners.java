package fr.paraphe.partner;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface Partners extends Repository<Partner, Long> {

    Optional<Partner> findById(long id);

    /** Whoever changes a partner holds it until the end, so that the second of two sees what the first one did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Partner> findLockedById(long id);

    Optional<Partner> findByAccountIdAndReference(long accountId, String reference);

    void flush();
}
