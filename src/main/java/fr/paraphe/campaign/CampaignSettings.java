package fr.paraphe.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param deliveryBatch how many partners get a campaign's documents in one transaction
 * @param logoMaxSize the largest logo taken
 * @param logoMaxPixels the widest and the highest
 */
@Validated
@ConfigurationProperties("paraphe.campaign")
record CampaignSettings(
        @DefaultValue("5000") @Min(1) @Max(100_000) int deliveryBatch,
        @DefaultValue("1MB") DataSize logoMaxSize,
        @DefaultValue("4000") @Min(1) @Max(20_000) int logoMaxPixels) {}
