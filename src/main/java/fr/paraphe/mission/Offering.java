package fr.paraphe.mission;

import fr.paraphe.account.AccountId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template that serves any number of clients.
 *
 * @param title for staff: no client ever reads it
 * @param leadDays how many calendar days before its due date an occurrence is created, in missions to come
 * @param assignee whose tasks these are at first: a login
 */
public record Offering(
        OfferingId id,
        AccountId account,
        Category category,
        String title,
        DeliverableType deliverable,
        int leadDays,
        List<Item> items,
        @Nullable String description,
        @Nullable BigDecimal price,
        @Nullable String assignee) {

    /** @param name unique in an account, in whatever case */
    public record Category(long id, String name) {}

    /** @param text of a request: the only thing that the client reads, the same for every client */
    public record Item(ItemKind kind, String text) {}

    public Offering {
        items = List.copyOf(items);
    }

    /** As a mission has it, which keeps the lead time that it took the offering with. */
    public Offering withLeadDays(int days) {
        return new Offering(id, account, category, title, deliverable, days, items, description, price, assignee);
    }
}
