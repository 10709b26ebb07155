package fr.paraphe.vault;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxSize the largest document taken
 * @param purgeBatch how many documents past their retention are dropped in one transaction
 */
@Validated
@ConfigurationProperties("paraphe.vault")
record VaultSettings(
        @DefaultValue("25MB") DataSize maxSize,
        @DefaultValue("1000") @Min(1) @Max(100_000) int purgeBatch) {}
