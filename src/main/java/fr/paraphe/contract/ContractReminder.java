package fr.paraphe.contract;

import fr.paraphe.message.Channel;
import java.time.Instant;

/**
 * A message that asked a contract's partner to sign it.
 *
 * @param run whose message it was, as people call it
 */
public record ContractReminder(ContractId contract, Instant at, Channel channel, String run) {}
