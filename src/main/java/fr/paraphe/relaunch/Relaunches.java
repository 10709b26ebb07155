package fr.paraphe.relaunch;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Relaunches extends Repository<Relaunch, Long> {

    Relaunch save(Relaunch relaunch);

    void flush();

    Optional<Relaunch> findByNumber(String number);

    /** The run, which nobody else changes until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Relaunch r where r.number = :number")
    Optional<Relaunch> findLockedByNumber(String number);

    Optional<Relaunch> findByAccountIdAndIdempotencyKey(long accountId, @Nullable String idempotencyKey);

    @Query(value = "select nextval('relaunch_number')", nativeQuery = true)
    long nextNumber();
}
