package fr.paraphe.contract;

import java.util.Collection;
import java.util.List;

/** What is asked about a contract's reminders; whoever reminds partners answers. */
public interface ContractReminders {

    /** All that have left and were not refused, the latest first. Cheap for as many contracts as a page shows. */
    List<ContractReminder> of(Collection<ContractId> contracts);

    /** What became of every attempt to remind a contract's partner, failures included; run by run, the oldest first. */
    List<ReminderFact> facts(ContractId contract);
}
