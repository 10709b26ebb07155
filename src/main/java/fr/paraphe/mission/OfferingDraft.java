package fr.paraphe.mission;

import fr.paraphe.problem.Refusal.WrongField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An offering as somebody typed it: category, title, deliverable, lead time and one item are a must. */
public record OfferingDraft(
        @Nullable Long category,
        @Nullable String title,
        @Nullable DeliverableType deliverable,
        @Nullable Integer leadDays,
        List<Offering.Item> items,
        @Nullable String description,
        @Nullable BigDecimal price,
        @Nullable String assignee) {

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_ITEM = 500;
    private static final int LONGEST_LEAD = 366;
    private static final int MOST_ITEMS = 20;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int CENTS = 2;
    private static final int PRICE_DIGITS = 10;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private record Rule(String field, String messageKey, Predicate<OfferingDraft> isMet) {}

    private static final List<Rule> RULES = List.of(
            new Rule("category", "mission.wrong.category", draft -> draft.category != null),
            new Rule("title", "mission.wrong.title", draft -> isName(draft.title, LONGEST_TITLE)),
            new Rule("deliverable", "mission.wrong.deliverable", draft -> draft.deliverable != null),
            new Rule(
                    "leadDays",
                    "mission.wrong.lead",
                    draft -> draft.leadDays != null && draft.leadDays >= 0 && draft.leadDays <= LONGEST_LEAD),
            new Rule("items", "mission.wrong.items", draft -> !draft.items.isEmpty()),
            new Rule(
                    "items",
                    "mission.wrong.item",
                    draft -> draft.items.stream().allMatch(item -> isText(item.text(), LONGEST_ITEM))),
            new Rule("items", "mission.wrong.items-many", draft -> draft.items.size() <= MOST_ITEMS),
            new Rule(
                    "description",
                    "mission.wrong.description",
                    draft -> draft.description == null || draft.description.length() <= LONGEST_DESCRIPTION),
            new Rule("price", "mission.wrong.price", draft -> draft.price == null || isPrice(draft.price)));

    public OfferingDraft {
        items = List.copyOf(items);
        description = blankToNull(description);
        assignee = blankToNull(assignee);
    }

    /**
     * @param workers whose tasks they may be
     * @throws MissionRefused naming each field that is wrong
     */
    void refuseWrong(Set<String> workers) {
        var wrong = new ArrayList<WrongField>();
        if (assignee != null && !workers.contains(assignee)) {
            wrong.add(new WrongField("assignee", "mission.wrong.assignee"));
        }
        RULES.stream()
                .filter(rule -> !rule.isMet().test(this))
                .forEach(rule -> wrong.add(new WrongField(rule.field(), rule.messageKey())));
        if (!wrong.isEmpty()) {
            throw MissionRefused.invalid("offering-invalid", wrong);
        }
    }

    static boolean isText(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.strip().length() <= longest;
    }

    /** A text on one line, with something to read in it. */
    static boolean isName(@Nullable String text, int longest) {
        return text != null
                && isText(text, longest)
                && text.codePoints().anyMatch(Character::isLetterOrDigit)
                && !LINE_BREAK.matcher(text.strip()).find();
    }

    private static boolean isPrice(BigDecimal price) {
        return price.signum() >= 0
                && price.stripTrailingZeros().scale() <= CENTS
                && price.precision() - price.scale() <= PRICE_DIGITS;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
