package fr.paraphe.account;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many failed logins are put up with, on each node.
 *
 * @param tries for one user
 * @param triesPerAddress from one address, which a whole office may share
 * @param within the time after which all are granted anew, one by one
 */
@Validated
@ConfigurationProperties("paraphe.login")
record LoginLimits(
        @DefaultValue("10") @Positive int tries,
        @DefaultValue("50") @Positive int triesPerAddress,
        @DefaultValue("10m") Duration within) {}
