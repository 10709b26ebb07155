package fr.paraphe.campaign;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Campaigns extends Repository<Campaign, Long> {

    Campaign save(Campaign campaign);

    Optional<Campaign> findByNumber(String number);

    void flush();

    /** The campaign, which nobody else changes until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Campaign c where c.number = :number")
    Optional<Campaign> findLockedByNumber(String number);

    Optional<Campaign> findByAccountIdAndIdempotencyKey(long accountId, @Nullable String idempotencyKey);

    @Query(value = "select nextval('campaign_number')", nativeQuery = true)
    long nextNumber();
}
