package fr.paraphe.proposal;

/** What people call a proposal: {@code S-2026-000123}. */
public record ProposalNumber(String value) {

    static ProposalNumber of(int year, long number) {
        return new ProposalNumber("S-%d-%06d".formatted(year, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
