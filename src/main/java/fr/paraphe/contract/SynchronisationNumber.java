package fr.paraphe.contract;

/** What people call a synchronisation: {@code SY-2026-000123}. It is the process's business key too. */
public record SynchronisationNumber(String value) {

    static SynchronisationNumber of(int year, long sequence) {
        return new SynchronisationNumber("SY-%d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
