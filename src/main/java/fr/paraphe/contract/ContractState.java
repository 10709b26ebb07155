package fr.paraphe.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that is stored about a contract, as one value: what an import compares and writes. */
record ContractState(
        String reference,
        ContractType type,
        long partnerId,
        @Nullable Long clientId,
        Instant startAt,
        @Nullable LocalDate endOn,
        ContractStatus status,
        @Nullable Instant transmittedAt,
        @Nullable Instant signedAt,
        @Nullable String signedBy,
        @Nullable SignatureMode signatureMode,
        @Nullable Instant contractualDueAt,
        @Nullable Instant legalDueAt) {

    boolean is(ContractStatus other) {
        return status == other;
    }

    /** What a signature is about, as far as it differs: named as in the file. */
    List<String> termsOtherThan(ContractState other) {
        var fields = new ArrayList<String>();
        if (type != other.type) {
            fields.add("type");
        }
        if (partnerId != other.partnerId) {
            fields.add("partner");
        }
        if (!Objects.equals(clientId, other.clientId)) {
            fields.add("client");
        }
        if (!startAt.equals(other.startAt)) {
            fields.add("start");
        }
        if (!Objects.equals(endOn, other.endOn)) {
            fields.add("end");
        }
        return fields;
    }

    /** This contract after the business software described it anew: what is signed or withdrawn here stays so. */
    ContractState followedBy(ContractState described) {
        var transmitted = transmittedAt != null ? transmittedAt : described.transmittedAt;
        return (is(ContractStatus.AWAITING_SIGNATURE) ? described : this).transmittedAt(transmitted);
    }

    private ContractState transmittedAt(@Nullable Instant at) {
        return new ContractState(
                reference,
                type,
                partnerId,
                clientId,
                startAt,
                endOn,
                status,
                at,
                signedAt,
                signedBy,
                signatureMode,
                contractualDueAt,
                legalDueAt);
    }
}
