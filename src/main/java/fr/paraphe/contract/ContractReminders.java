package fr.paraphe.contract;

import java.util.Collection;
import java.util.List;

/** What the pages of contracts ask; whoever reminds partners answers. */
public interface ContractReminders {

    /** All that have left and were not refused, the latest first. Cheap for as many contracts as a page shows. */
    List<ContractReminder> of(Collection<ContractId> contracts);
}
