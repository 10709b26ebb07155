package fr.paraphe.contract;

import java.time.Instant;
import java.util.Set;

/**
 * Nobody will sign these contracts any more. Told in the transaction that withdraws them: who listens commits or rolls
 * back with it.
 */
public record ContractsWithdrawn(Set<ContractId> contracts, Instant at) {

    public ContractsWithdrawn {
        contracts = Set.copyOf(contracts);
    }
}
