package fr.paraphe.account;

import org.jspecify.annotations.Nullable;

/**
 * A company that uses Paraphe.
 *
 * @param code stable; stands in addresses, in files and as the engine's tenant id
 * @param parent the account that this one is attached to
 * @param holidayCalendar whose public holidays count: {@code FR}, or a region such as {@code FR-57}
 */
public record Account(
        AccountId id, String code, String name, @Nullable AccountId parent, String holidayCalendar) {}
