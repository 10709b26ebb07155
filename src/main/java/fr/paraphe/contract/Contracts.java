package fr.paraphe.contract;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface Contracts extends Repository<Contract, Long> {

    /** Nobody else changes or signs it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Contract> findByAccountIdAndReference(long accountId, String reference);

    /** Writes what was changed, for statements that come next. */
    void flush();
}
