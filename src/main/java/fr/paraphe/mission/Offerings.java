package fr.paraphe.mission;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.mission.Offering.Category;
import fr.paraphe.mission.Offering.Item;
import fr.paraphe.problem.Refusal.WrongField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The categories of an account and the offerings in them. */
@Service
@Transactional
public class Offerings {

    private static final String SELECT = """
            select o.*, c.name as category
            from offering o join offering_category c on c.id = o.category_id
            """;

    private final MissionAccess access;
    private final Accounts accounts;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    Offerings(MissionAccess access, Accounts accounts, MessageSource messages, JdbcClient jdbc) {
        this.access = access;
        this.accounts = accounts;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Category> categories(Account account) {
        return jdbc.sql("select id, name from offering_category where account_id = ? order by name")
                .param(account.id().value())
                .query((row, number) -> new Category(row.getLong("id"), row.getString("name")))
                .list();
    }

    /**
     * @param account code; null: where the person works
     * @throws MissionRefused if there is one of this name, in whatever case
     */
    public Category addCategory(@Nullable String account, @Nullable String name) {
        var where = access.toChange(account);
        if (!OfferingDraft.isName(name, 80)) {
            throw MissionRefused.invalid(
                    "offering-category-invalid", List.of(new WrongField("name", "mission.wrong.category-name")));
        }
        var text = requireNonNull(name).strip();
        if (categories(where).stream().anyMatch(one -> one.name().equalsIgnoreCase(text))) {
            throw MissionRefused.categoryTaken(text);
        }
        return jdbc.sql("""
                        insert into offering_category (account_id, name) values (?, ?)
                        on conflict do nothing returning id""")
                .params(where.id().value(), text)
                .query(Long.class)
                .optional()
                .map(id -> new Category(id, text))
                .orElseThrow(() -> MissionRefused.categoryTaken(text));
    }

    /** By category, then title. */
    @Transactional(readOnly = true)
    public List<Offering> of(Account account) {
        var items = items("account_id = :key", account.id().value());
        return jdbc.sql(SELECT + "where o.account_id = ? order by c.name, o.title, o.id")
                .param(account.id().value())
                .query((row, number) -> offering(row, items))
                .list();
    }

    /** @throws MissionRefused if the person sees no such offering, or its account has not the module */
    @Transactional(readOnly = true)
    public Offering byId(OfferingId id) {
        var items = items("id = :key", id.value());
        var found = jdbc.sql(SELECT + "where o.id = ?")
                .param(id.value())
                .query((row, number) -> offering(row, items))
                .optional()
                .filter(offering -> access.sees(offering.account()))
                .orElseThrow(MissionRefused::unknownOffering);
        access.account(accounts.byId(found.account()).code());
        return found;
    }

    /** @param account code; null: where the person works */
    public Offering add(@Nullable String account, OfferingDraft draft) {
        var where = access.toChange(account);
        draft.refuseWrong(access.workers(where));
        refuseUnlessCategoryOf(where.id(), draft);
        var id = jdbc.sql("""
                        insert into offering
                          (account_id, category_id, title, deliverable, lead_days, description, price, assignee)
                        values (:account, :category, :title, :deliverable, :leadDays, :description, :price, :assignee)
                        returning id""")
                .param("account", where.id().value())
                .params(columns(draft))
                .query(Long.class)
                .single();
        return saved(new OfferingId(id), draft);
    }

    /**
     * What is created from now on follows, except for the lead time: missions keep the one that they took the offering
     * with. What was created stays.
     */
    public Offering change(OfferingId id, OfferingDraft draft) {
        var account = toChange(id);
        draft.refuseWrong(access.workers(accounts.byId(account)));
        refuseUnlessCategoryOf(account, draft);
        jdbc.sql("""
                        update offering set category_id = :category, title = :title, deliverable = :deliverable,
                          lead_days = :leadDays, description = :description, price = :price, assignee = :assignee
                        where id = :id""").param("id", id.value()).params(columns(draft)).update();
        jdbc.sql("delete from offering_item where offering_id = ?")
                .param(id.value())
                .update();
        return saved(id, draft);
    }

    /** @throws MissionRefused if a mission has it */
    public void remove(OfferingId id) {
        toChange(id);
        try {
            jdbc.sql("delete from offering where id = ?").param(id.value()).update();
        } catch (DataIntegrityViolationException used) {
            throw MissionRefused.offeringUsed();
        }
    }

    /**
     * An offering to start from, in a category of its own, which is added if there is none. One of this title that is
     * there already stays the only one.
     */
    public Offering addReadyMade(@Nullable String account, ReadyMadeOffering ready, Locale language) {
        var where = access.toChange(account);
        var category = categoryToAddTo(where, text(ready, "category", language));
        var title = text(ready, "title", language);
        return jdbc.sql("select id from offering where category_id = ? and title = ? order by id limit 1")
                .params(category, title)
                .query(Long.class)
                .optional()
                .map(there -> byId(new OfferingId(there)))
                .orElseGet(() -> add(where.code(), readyMade(ready, category, title, language)));
    }

    /** Its id; until the transaction ends nobody else adds to it so. */
    private long categoryToAddTo(Account account, String name) {
        jdbc.sql("""
                        insert into offering_category (account_id, name)
                        select :account, :name where not exists (
                          select from offering_category where account_id = :account and lower(name) = lower(:name))
                        on conflict do nothing""").param("account", account.id().value()).param("name", name).update();
        return jdbc.sql("select id from offering_category where account_id = ? and lower(name) = lower(?) for update")
                .params(account.id().value(), name)
                .query(Long.class)
                .single();
    }

    private OfferingDraft readyMade(ReadyMadeOffering ready, long category, String title, Locale language) {
        return new OfferingDraft(
                category,
                title,
                ready.deliverable(),
                ready.leadDays(),
                List.of(
                        new Item(ItemKind.REQUEST, text(ready, "request", language)),
                        new Item(ItemKind.TASK, text(ready, "task", language))),
                null,
                null,
                null);
    }

    private String text(ReadyMadeOffering ready, String part, Locale language) {
        return messages.getMessage("mission.ready." + ready.slug() + "." + part, null, language);
    }

    /** Whose it is; it is held until the transaction ends: whoever changes or removes it does so alone. */
    private AccountId toChange(OfferingId id) {
        return jdbc.sql("select account_id from offering where id = ? for update")
                .param(id.value())
                .query((row, number) -> new AccountId(row.getLong("account_id")))
                .optional()
                .filter(access::mayChange)
                .orElseThrow(MissionRefused::unknownOffering);
    }

    private Offering saved(OfferingId id, OfferingDraft draft) {
        for (var position = 0; position < draft.items().size(); position++) {
            var item = draft.items().get(position);
            jdbc.sql("insert into offering_item (offering_id, position, kind, text) values (?, ?, ?, ?)")
                    .params(
                            id.value(),
                            position,
                            item.kind().name(),
                            item.text().strip())
                    .update();
        }
        return byId(id);
    }

    private void refuseUnlessCategoryOf(AccountId account, OfferingDraft draft) {
        var known = jdbc.sql("select exists (select from offering_category where id = ? and account_id = ?)")
                .params(draft.category(), account.value())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw MissionRefused.unknownCategory();
        }
    }

    private static Map<String, @Nullable Object> columns(OfferingDraft draft) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("category", draft.category());
        columns.put("title", requireNonNull(draft.title()).strip());
        columns.put("deliverable", requireNonNull(draft.deliverable()).name());
        columns.put("leadDays", draft.leadDays());
        columns.put("description", draft.description());
        columns.put("price", draft.price());
        columns.put("assignee", draft.assignee());
        return columns;
    }

    private Map<Long, List<Item>> items(String whose, long key) {
        return jdbc
                .sql("""
                        select * from offering_item
                        where offering_id in (select id from offering where %s) order by offering_id, position
                        """.formatted(whose))
                .param("key", key)
                .query((row, number) -> Map.entry(
                        row.getLong("offering_id"),
                        new Item(ItemKind.valueOf(row.getString("kind")), row.getString("text"))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Offering offering(ResultSet row, Map<Long, List<Item>> items) throws SQLException {
        return new Offering(
                new OfferingId(row.getLong("id")),
                new AccountId(row.getLong("account_id")),
                new Category(row.getLong("category_id"), row.getString("category")),
                row.getString("title"),
                DeliverableType.valueOf(row.getString("deliverable")),
                row.getInt("lead_days"),
                items.getOrDefault(row.getLong("id"), List.of()),
                row.getString("description"),
                row.getBigDecimal("price"),
                row.getString("assignee"));
    }
}
