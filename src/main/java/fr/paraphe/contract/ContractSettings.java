package fr.paraphe.contract;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param pdfLimit the largest PDF that a contract takes */
@Validated
@ConfigurationProperties("paraphe.contract")
record ContractSettings(@NotNull @DefaultValue("10MB") DataSize pdfLimit) {}
