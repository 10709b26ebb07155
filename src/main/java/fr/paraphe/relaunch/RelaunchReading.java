package fr.paraphe.relaunch;

import static java.util.stream.Collectors.toMap;

import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.message.Channel;
import fr.paraphe.message.ContactHours;
import fr.paraphe.message.SmsText;
import fr.paraphe.partner.ContactLock;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.relaunch.RelaunchRows.ContractRow;
import fr.paraphe.relaunch.RelaunchRows.Page;
import fr.paraphe.relaunch.RelaunchRows.RecipientRow;
import fr.paraphe.relaunch.RelaunchRows.Summary;
import fr.paraphe.relaunch.RelaunchView.Figures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Runs and their lists, as the person at work may see them. Lists come page by page, in the order of names. */
@Service
@Transactional(readOnly = true)
public class RelaunchReading {

    private static final String RECIPIENTS = """
            select shown.*, concat_ws(' ', partner.given_name, partner.family_name) as name, partner.kind,
              partner.mail, partner.phone, partner.contact_lock, partner.version
            from relaunch_recipient shown
            join partner on partner.id = shown.partner_id
            where shown.relaunch_id = :relaunch
            """;

    private final RelaunchAccess access;
    private final RelaunchTimeline timeline;
    private final RelaunchTexts texts;
    private final RelaunchSettings settings;
    private final RelaunchProgress progress;
    private final ContactHours hours;
    private final Accounts accounts;
    private final CurrentStaff staff;
    private final JdbcClient jdbc;
    private final Clock clock;

    RelaunchReading(
            RelaunchAccess access,
            RelaunchTimeline timeline,
            RelaunchTexts texts,
            RelaunchSettings settings,
            RelaunchProgress progress,
            ContactHours hours,
            Accounts accounts,
            CurrentStaff staff,
            JdbcClient jdbc,
            Clock clock) {
        this.access = access;
        this.timeline = timeline;
        this.texts = texts;
        this.settings = settings;
        this.progress = progress;
        this.hours = hours;
        this.accounts = accounts;
        this.staff = staff;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The runs of the accounts that the person sees, the newest first.
     *
     * @param after the last page's {@code next}; null: the first page
     */
    public Page<Summary> list(@Nullable RelaunchStatus status, @Nullable Long after, int limit) {
        var rows = jdbc.sql("""
                        select run.*, account.code
                        from relaunch run join account on account.id = run.account_id
                        where run.account_id in (:accounts)
                          and (cast(:status as text) is null or run.status = :status)
                          and (cast(:after as bigint) is null or run.id < :after)
                        order by run.id desc limit :limit
                        """)
                .param(
                        "accounts",
                        staff.scope().accounts().stream().map(id -> id.value()).toList())
                .param("status", status == null ? null : status.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, number) -> Map.entry(row.getLong("id"), summary(row)))
                .list();
        return page(rows, limit);
    }

    public RelaunchView byNumber(RelaunchNumber number) {
        var run = access.toRead(number);
        return run.view(accounts.byId(run.account()), figures(run), progress.of(run), timeline.of(run.id()));
    }

    /** How far the sending is, for whoever asks every few seconds. */
    public RelaunchView.Tick tick(RelaunchNumber number) {
        var run = access.toRead(number);
        return new RelaunchView.Tick(run.status(), run.sentAt(), progress.of(run), timeline.of(run.id()));
    }

    /** The status alone, for whoever asks what may be done next. */
    public RelaunchStatus status(RelaunchNumber number) {
        return access.toRead(number).status();
    }

    /**
     * The run's contracts, in the order of their signers' names.
     *
     * @param ticked only these; null: all
     * @param text only those of signers with these words in their names; null: all
     * @param after a contract: the page starts behind it
     */
    public Page<ContractRow> contracts(
            RelaunchNumber number, @Nullable Boolean ticked, @Nullable String text, @Nullable Long after, int limit) {
        var run = access.toRead(number);
        var rows = jdbc.sql("""
                        select chosen.contract_id, chosen.ticked, contract.reference, contract.start_at,
                          contract.status, least(contract.contractual_due_at, contract.legal_due_at) as due_at,
                          partner.id as partner_id, concat_ws(' ', partner.given_name, partner.family_name) as name,
                          partner.kind, client.family_name as client
                        from relaunch_contract chosen
                        join contract on contract.id = chosen.contract_id
                        join partner on partner.id = chosen.partner_id
                        left join partner client on client.id = contract.client_id
                        where chosen.relaunch_id = :relaunch
                          and (cast(:ticked as boolean) is null or chosen.ticked = :ticked)
                          and %s
                          and (cast(:after as bigint) is null or (partner.search_name, partner.id, contract.id) > (
                            select last.search_name, last.id, cast(:after as bigint)
                            from relaunch_contract seen join partner last on last.id = seen.partner_id
                            where seen.relaunch_id = :relaunch and seen.contract_id = :after))
                        order by partner.search_name, partner.id, contract.id
                        limit :limit
                        """.formatted(RelaunchSql.NAMED))
                .param("relaunch", run.id())
                .param("ticked", ticked)
                .param("text", text)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, index) -> Map.entry(row.getLong("contract_id"), contract(row)))
                .list();
        return page(rows, limit);
    }

    /** Which people of a run to list. */
    public enum Reachable {
        YES,
        NO
    }

    /**
     * The run's people, in the order of their names.
     *
     * @param reachable only those; null: all
     * @param text only those with these words in their names; null: all
     * @param after a partner: the page starts behind it
     */
    public Page<RecipientRow> recipients(
            RelaunchNumber number,
            @Nullable Reachable reachable,
            @Nullable String text,
            @Nullable Long after,
            int limit) {
        var run = access.toRead(number);
        var rows = jdbc.sql(RECIPIENTS + """
                          and (cast(:reachable as boolean) is null or (shown.problem is null) = :reachable)
                          and %s
                          and (cast(:after as bigint) is null or (partner.search_name, partner.id) > (
                            select last.search_name, last.id from partner last where last.id = :after))
                        order by partner.search_name, partner.id
                        limit :limit
                        """.formatted(RelaunchSql.NAMED))
                .param("relaunch", run.id())
                .param("reachable", reachable == null ? null : reachable == Reachable.YES)
                .param("text", text)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, index) -> Map.entry(row.getLong("partner_id"), recipient(row)))
                .list();
        return page(rows, limit);
    }

    /** One person of the run, as a page of one row; empty if this person is not part of it. */
    public Page<RecipientRow> recipient(RelaunchNumber number, long partner) {
        var rows = jdbc.sql(RECIPIENTS + " and shown.partner_id = :partner")
                .param("relaunch", access.toRead(number).id())
                .param("partner", partner)
                .query((row, index) -> recipient(row))
                .list();
        return new Page<>(rows, null);
    }

    /** @throws RelaunchRefused if there is no preview yet */
    public PreviewView preview(RelaunchNumber number) {
        var run = access.toRead(number);
        if (run.status() != RelaunchStatus.CONFIRMING && !run.status().isConfirmed()) {
            throw RelaunchRefused.anotherStep(number, run.status());
        }
        var shown = texts(run);
        return new PreviewView(
                number.value(),
                run.previewVersion(),
                run.channel(),
                sum(shown, PreviewView.Text::recipients),
                run.sends(Channel.SMS) ? run.priceOr(settings.price()) : null,
                run.cost(sum(shown, text -> text.segments() * text.recipients()), settings.price()),
                run.sends(Channel.SMS) ? run.spelling() : null,
                hours.closedUntil(run.channel(), run.account()).orElse(null),
                remindedWithinADay(run),
                shown);
    }

    private long remindedWithinADay(Relaunch run) {
        return jdbc.sql("""
                        select count(*) from relaunch_recipient shown
                        where shown.relaunch_id = :relaunch and shown.ticked and shown.problem is null
                          and shown.partner_id in (
                            select recipient from message_outcome
                            where account_id = :account and flow = :flow and run <> :run and sent_at > :since)
                        """)
                .param("relaunch", run.id())
                .param("account", run.account().value())
                .param("flow", run.dispatch().flow())
                .param("run", run.dispatch().run())
                .param("since", OffsetDateTime.now(clock).minusDays(1))
                .query(Long.class)
                .single();
    }

    private List<PreviewView.Text> texts(Relaunch run) {
        var agency = accounts.byId(run.account()).name();
        return jdbc.sql("select * from relaunch_text where relaunch_id = ? order by language desc")
                .param(run.id())
                .query((row, number) -> new PreviewView.Text(
                        row.getString("language"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("segments"),
                        row.getInt("recipients"),
                        run.sends(Channel.SMS)
                                ? respelled(row.getString("body"), agency, run, row.getString("language"))
                                : null))
                .list();
    }

    private PreviewView.@Nullable Respelled respelled(String shown, String agency, Relaunch run, String language) {
        var other = run.spelling() == Spelling.CHEAPEST ? Spelling.AS_WRITTEN : Spelling.CHEAPEST;
        var text = texts.sms(agency, Locale.forLanguageTag(language), other);
        return text.equals(shown) ? null : new PreviewView.Respelled(text, SmsText.segments(text));
    }

    private Figures figures(Relaunch run) {
        return run.status() == RelaunchStatus.SELECTING ? figuresOfContracts(run) : figuresOfPeople(run);
    }

    private Figures figuresOfContracts(Relaunch run) {
        return jdbc.sql("""
                        select count(*) as found, count(*) filter (where ticked) as contracts,
                          count(distinct partner_id) filter (where ticked) as people
                        from relaunch_contract where relaunch_id = ?
                        """)
                .param(run.id())
                .query((row, number) -> new Figures(
                        row.getLong("found"),
                        row.getLong("contracts"),
                        row.getLong("people"),
                        0,
                        Map.of(),
                        0,
                        row.getLong("people"),
                        null))
                .single();
    }

    private record Group(String language, @Nullable String problem, boolean ticked, long people, long contracts) {}

    private Figures figuresOfPeople(Relaunch run) {
        var groups = jdbc.sql("""
                        select language, problem, ticked, count(*) as people, sum(contracts) as contracts
                        from relaunch_recipient where relaunch_id = ? group by language, problem, ticked
                        """).param(run.id()).query(Group.class).list();
        var found = jdbc.sql("select count(*) from relaunch_contract where relaunch_id = ?")
                .param(run.id())
                .query(Long.class)
                .single();
        var withProblem =
                groups.stream().filter(group -> group.problem() != null).toList();
        var reachable = groups.stream().filter(group -> group.problem() == null).toList();
        var recipients = reachable.stream().filter(Group::ticked).toList();
        return new Figures(
                found,
                sum(groups, Group::contracts),
                sum(groups, Group::people),
                sum(withProblem, Group::people),
                withProblem.stream()
                        .collect(toMap(
                                group -> String.valueOf(group.problem()), Group::people, Long::sum, TreeMap::new)),
                sum(reachable, Group::people) - sum(recipients, Group::people),
                sum(recipients, Group::people),
                run.cost(sum(recipients, group -> group.people() * segments(run, group.language())), settings.price()));
    }

    /** As the preview froze them, or as it would. */
    private long segments(Relaunch run, String language) {
        if (!run.sends(Channel.SMS)) {
            return 0;
        }
        return jdbc.sql("select segments from relaunch_text where relaunch_id = ? and language = ?")
                .params(run.id(), language)
                .query(Integer.class)
                .optional()
                .orElseGet(() -> SmsText.segments(texts.sms(
                        accounts.byId(run.account()).name(), Locale.forLanguageTag(language), run.spelling())));
    }

    private static <T> long sum(List<T> all, ToLongFunction<T> amount) {
        return all.stream().mapToLong(amount).sum();
    }

    private static <T> Page<T> page(List<Map.Entry<Long, T>> oneMore, int limit) {
        var rows = oneMore.stream().limit(limit).toList();
        var next = oneMore.size() > limit ? rows.get(limit - 1).getKey() : null;
        return new Page<>(rows.stream().map(Map.Entry::getValue).toList(), next);
    }

    private static Summary summary(ResultSet row) throws SQLException {
        var channel = row.getString("channel");
        return new Summary(
                row.getString("number"),
                row.getString("code"),
                RelaunchStatus.valueOf(row.getString("status")),
                channel == null ? null : Channel.valueOf(channel),
                row.getObject("starts_from", LocalDate.class),
                row.getObject("starts_to", LocalDate.class),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "sent_at"),
                row.getLong("contracts"),
                row.getLong("people"));
    }

    private static ContractRow contract(ResultSet row) throws SQLException {
        return new ContractRow(
                row.getLong("contract_id"),
                row.getString("reference"),
                row.getObject("start_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getLong("partner_id"),
                row.getString("name"),
                PartnerKind.valueOf(row.getString("kind")),
                row.getString("client"),
                row.getBoolean("ticked"),
                !row.getString("status").equals("AWAITING_SIGNATURE"));
    }

    private static RecipientRow recipient(ResultSet row) throws SQLException {
        var lock = row.getString("contact_lock");
        return new RecipientRow(
                row.getLong("partner_id"),
                row.getString("name"),
                PartnerKind.valueOf(row.getString("kind")),
                row.getString("language"),
                row.getInt("contracts"),
                row.getString("address"),
                row.getString("problem"),
                row.getBoolean("ticked"),
                row.getString("mail"),
                row.getString("phone"),
                lock == null ? null : ContactLock.valueOf(lock),
                row.getInt("version"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
