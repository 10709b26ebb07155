package fr.paraphe.relaunch;

/** What people call a run: {@code R-2026-000123}. It is the process's business key too. */
public record RelaunchNumber(String value) {

    static RelaunchNumber of(int year, long sequence) {
        return new RelaunchNumber("R-%d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
