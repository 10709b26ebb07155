package fr.paraphe.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param folder the watched folder, with a sub-folder per account code; null: none is watched
 * @param scanEvery how often the folder is looked at; a file is taken once two looks in a row find it the same
 * @param retryAfter how long a file waits after its report could not be written or the file not be moved
 * @param maxSize the largest file taken
 * @param batchSize how many rows share a transaction
 * @param keptRefusals how many refused rows a report names; the others are counted
 * @param maxRowLength the longest row, in characters: what one row may take in memory
 */
@Validated
@ConfigurationProperties("paraphe.intake")
record IntakeSettings(
        @Nullable Path folder,
        @DefaultValue("5s") Duration scanEvery,
        @DefaultValue("1m") Duration retryAfter,
        @DefaultValue("200MB") DataSize maxSize,
        @DefaultValue("500") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("1000") @Min(1) @Max(100_000) int keptRefusals,
        @DefaultValue("100000") @Min(1000) int maxRowLength) {}
