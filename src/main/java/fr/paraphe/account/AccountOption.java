package fr.paraphe.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an account pays for on top; off until support switches it on. */
public enum AccountOption {
    /** Mass reminders about unsigned work contracts, by mail or SMS. */
    RELAUNCH,
    /** Information campaigns for the partners of attached accounts too. */
    ATTACHED_CAMPAIGNS,
    /** Automatic reminders: offerings, missions, tasks and information requests. */
    MISSIONS;

    /** The name in addresses and in message keys: {@code relaunch}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AccountOption> ofSlug(String slug) {
        return Stream.of(values()).filter(option -> option.slug().equals(slug)).findFirst();
    }
}
