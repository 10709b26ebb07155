package fr.paraphe.camunda.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine must know about the person for whom a thread works; told by the module that knows accounts. */
public interface StaffAtWork {

    /**
     * @param groups of the engine's identity service
     * @param tenants the codes of the accounts that this person sees
     */
    record Person(String userId, List<String> groups, List<String> tenants) {}

    /** The person of this thread; empty where nobody is logged in, as in the engine's jobs. */
    Optional<Person> person();

    /**
     * The tenant of a process instance that starts on this thread: the account asked for, or the person's own.
     *
     * @param account the code given as start variable {@code account}, if any
     * @return null if neither is known, in which case everybody sees the instance
     * @throws RuntimeException that tells why, if the person does not see the account
     */
    @Nullable
    String tenantFor(@Nullable String account);
}
