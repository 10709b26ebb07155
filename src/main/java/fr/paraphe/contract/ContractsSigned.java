package fr.paraphe.contract;

import java.time.Instant;
import java.util.Set;

/** These contracts are signed. Told in the transaction that signs them: who listens commits or rolls back with it. */
public record ContractsSigned(Set<ContractId> contracts, Instant at) {

    public ContractsSigned {
        contracts = Set.copyOf(contracts);
    }
}
