package fr.paraphe.proposal;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Proposals extends Repository<Proposal, Long> {

    Proposal saveAndFlush(Proposal proposal);

    Optional<Proposal> findByNumber(String number);

    /** The proposal, which nobody else changes until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Proposal p where p.number = :number")
    Optional<Proposal> findLockedByNumber(String number);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Proposal> findLockedById(long id);

    @Query(value = "select nextval('proposal_number')", nativeQuery = true)
    long nextNumber();
}
