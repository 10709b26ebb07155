package fr.paraphe.contract;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What someone must sign. The business software describes it ({@link ContractImporting}); it is signed by sets
 * ({@link ContractSigning}), as an agency does; the rest is done to one at a time, here.
 */
@Entity
class Contract {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long accountId;
    private String reference;

    @Enumerated(EnumType.STRING)
    private ContractStatus status;

    private @Nullable Instant transmittedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Contract() {}

    ContractId id() {
        return new ContractId(Objects.requireNonNull(id));
    }

    /** The contract was filed in the partner's vault. Telling it again changes nothing: false. */
    boolean transmit(Instant at) {
        if (status == ContractStatus.WITHDRAWN) {
            throw ContractRefused.withdrawn(reference);
        }
        if (transmittedAt != null) {
            return false;
        }
        transmittedAt = at;
        return true;
    }

    /** The contract is cancelled; nobody will sign it. Telling it again changes nothing: false. */
    boolean withdraw() {
        if (status == ContractStatus.SIGNED) {
            throw ContractRefused.signed(reference);
        }
        if (status == ContractStatus.WITHDRAWN) {
            return false;
        }
        status = ContractStatus.WITHDRAWN;
        return true;
    }

    /** What is signed or withdrawn keeps the document it was signed or withdrawn with. */
    void takesDocument() {
        switch (status) {
            case SIGNED -> throw ContractRefused.signed(reference);
            case WITHDRAWN -> throw ContractRefused.withdrawn(reference);
            case AWAITING_SIGNATURE -> {}
        }
    }
}
