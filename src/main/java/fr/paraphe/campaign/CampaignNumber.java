package fr.paraphe.campaign;

/** What people call a campaign: {@code CI-2026-000123}. It is the process's business key too. */
public record CampaignNumber(String value) {

    static CampaignNumber of(int year, long sequence) {
        return new CampaignNumber("CI-%d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
