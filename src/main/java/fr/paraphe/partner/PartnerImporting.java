package fr.paraphe.partner;

import static java.util.Objects.requireNonNull;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerRowOutcome.Result;
import fr.paraphe.partner.PartnerRowOutcome.Wrong;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over what the business software knows about an account's partners, a batch in one statement. The same rows
 * twice change nothing.
 *
 * <p>A mail or a phone that was corrected here stays until the software itself says something new about it: an imported
 * value counts only if it differs from the one imported last. If the partner keeps their contacts in their own space,
 * none counts. A value that replaces another has not bounced yet; the old one stays in the history.
 */
@Service
public class PartnerImporting {

    private static final int ROWS_A_STATEMENT = 500;

    private static final String UPSERT = """
            with incoming as (
              select * from unnest(
                cast(:references as text[]), cast(:kinds as text[]), cast(:familyNames as text[]),
                cast(:givenNames as text[]), cast(:languages as text[]), cast(:mails as text[]),
                cast(:mailProblems as text[]), cast(:phones as text[]), cast(:mobiles as text[]),
                cast(:mobileProblems as text[]), cast(:locks as text[]))
              as given(reference, kind, family_name, given_name, language, mail, mail_problem, phone, mobile,
                mobile_problem, contact_lock)
            ), known as (
              select partner.*, partner.contact_lock is distinct from 'OWN_SPACE' as ours
              from partner join incoming using (reference)
              where account_id = :account
              for update of partner
            ), counted as (
              select reference,
                known.id is null or (ours and incoming.mail is distinct from imported_mail) as mail_counts,
                known.id is null or (ours and incoming.phone is distinct from imported_phone) as phone_counts
              from incoming left join known using (reference)
            ), compared as (
              select reference, mail_counts, phone_counts,
                mail_counts and (known.id is null or incoming.mail is distinct from known.mail) as mail_is_new,
                phone_counts and (known.id is null or incoming.phone is distinct from known.phone) as phone_is_new
              from counted join incoming using (reference) left join known using (reference)
            ), wanted as (
              select reference, incoming.kind, incoming.family_name, incoming.given_name, incoming.language,
                case when mail_is_new then incoming.mail else known.mail end as mail,
                case when known.mail_opted_out then 'OPTED_OUT'
                     when mail_is_new then incoming.mail_problem else known.mail_problem end as mail_problem,
                not mail_is_new and known.mail_bounced as mail_bounced,
                case when phone_is_new then incoming.phone else known.phone end as phone,
                case when phone_is_new then incoming.mobile else known.mobile end as mobile,
                case when known.sms_opted_out then 'OPTED_OUT'
                     when phone_is_new then incoming.mobile_problem else known.mobile_problem end as mobile_problem,
                not phone_is_new and known.mobile_bounced as mobile_bounced,
                case when known.contact_lock = 'OWN_SPACE' then 'OWN_SPACE' else incoming.contact_lock end as contact_lock,
                case when mail_counts then incoming.mail else known.imported_mail end as imported_mail,
                case when phone_counts then incoming.phone else known.imported_phone end as imported_phone
              from incoming join compared using (reference) left join known using (reference)
            ), written as (
              insert into partner as present (account_id, reference, kind, family_name, given_name, language,
                mail, mail_problem, mail_bounced, phone, mobile, mobile_problem, mobile_bounced,
                contact_lock, imported_mail, imported_phone, related_since)
              select :account, reference, kind, family_name, given_name, language,
                mail, mail_problem, mail_bounced, phone, mobile, mobile_problem, mobile_bounced,
                contact_lock, imported_mail, imported_phone, :at
              from wanted
              on conflict (account_id, reference) do update set
                kind = excluded.kind, family_name = excluded.family_name, given_name = excluded.given_name,
                language = excluded.language, mail = excluded.mail, mail_problem = excluded.mail_problem,
                mail_bounced = excluded.mail_bounced, phone = excluded.phone, mobile = excluded.mobile,
                mobile_problem = excluded.mobile_problem, mobile_bounced = excluded.mobile_bounced,
                contact_lock = excluded.contact_lock, imported_mail = excluded.imported_mail,
                imported_phone = excluded.imported_phone, version = present.version + 1
              where (present.kind, present.family_name, present.given_name, present.language, present.mail,
                  present.phone, present.contact_lock, present.imported_mail, present.imported_phone)
                is distinct from (excluded.kind, excluded.family_name, excluded.given_name, excluded.language,
                  excluded.mail, excluded.phone, excluded.contact_lock, excluded.imported_mail, excluded.imported_phone)
              returning id, reference
            ), remembered as (
              insert into partner_contact_change (partner_id, field, old_value, new_value, changed_by, changed_at)
              select known.id, field, old_value, new_value, :by, :at
              from known join wanted using (reference) cross join lateral (values
                ('MAIL', known.mail, wanted.mail),
                ('PHONE', known.phone, wanted.phone),
                ('LOCK', known.contact_lock, wanted.contact_lock)) as change(field, old_value, new_value)
              where old_value is distinct from new_value
            )
            select reference, coalesce(known.id, written.id) as id,
              case when known.id is null then 'CREATED' when written.id is null then 'UNCHANGED' else 'CHANGED' end
                as result,
              wanted.mail is distinct from incoming.mail or wanted.phone is distinct from incoming.phone as contact_kept
            from incoming join wanted using (reference)
              left join known using (reference) left join written using (reference)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    PartnerImporting(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes over all good rows and tells about the others; a failure leaves none.
     *
     * @param rows a batch held in memory: some hundreds or thousands; a reference that comes twice in it is refused the
     *     second time
     * @param by who imports, as the contact history will name it
     * @return what became of each row, in the order of the rows
     */
    @Transactional
    public List<PartnerRowOutcome> importRows(AccountId account, List<PartnerRow> rows, String by) {
        var references = new HashSet<String>();
        var judged = rows.stream().map(row -> judge(row, references)).toList();
        var good = judged.stream()
                .filter(line -> line.wrong().isEmpty())
                .map(Line::row)
                .toList();

        holdDirectoryOf(account);
        var written = new HashMap<String, PartnerRowOutcome>();
        for (var from = 0; from < good.size(); from += ROWS_A_STATEMENT) {
            var batch = good.subList(from, Math.min(from + ROWS_A_STATEMENT, good.size()));
            written.putAll(upsert(account, batch, by));
        }
        return judged.stream()
                .map(line -> line.wrong()
                        .map(PartnerRowOutcome::refused)
                        .orElseGet(() -> requireNonNull(written.get(line.row().reference()))))
                .toList();
    }

    private record Line(PartnerRow row, Optional<Wrong> wrong) {}

    private static Line judge(PartnerRow row, Set<String> references) {
        var wrong = PartnerRowRule.brokenBy(row);
        if (wrong.isEmpty() && !references.add(requireNonNull(row.reference()))) {
            wrong = Optional.of(new Wrong("reference", "twice"));
        }
        return new Line(row, wrong);
    }

    /** One import at a time an account: partners enter here alone, so what is unknown now is created once. */
    private void holdDirectoryOf(AccountId account) {
        jdbc.sql("select id from account where id = ? for no key update")
                .param(account.value())
                .query(Long.class)
                .single();
    }

    private Map<String, PartnerRowOutcome> upsert(AccountId account, List<PartnerRow> rows, String by) {
        var numbers = rows.stream().map(row -> PhoneNumbers.parse(row.phone())).toList();
        var outcomes = new HashMap<String, PartnerRowOutcome>();
        jdbc.sql(UPSERT)
                .param("account", account.value())
                .param("by", by)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("references", column(rows, PartnerRow::reference))
                .param("kinds", column(rows, PartnerRow::kind))
                .param("familyNames", column(rows, PartnerRow::familyName))
                .param("givenNames", column(rows, PartnerRow::givenName))
                .param("languages", column(rows, PartnerRow::language))
                .param("mails", column(rows, PartnerRow::mail))
                .param("mailProblems", column(rows, row -> MailAddresses.problemOf(row.mail())))
                .param("phones", column(rows, PartnerRow::phone))
                .param("mobiles", column(numbers, PhoneNumbers.PhoneNumber::mobile))
                .param("mobileProblems", column(numbers, PhoneNumbers.PhoneNumber::problem))
                .param("locks", column(rows, row -> row.contactLocked() ? ContactLock.BUSINESS_SOFTWARE : null))
                .query(row -> {
                    outcomes.put(
                            row.getString("reference"),
                            new PartnerRowOutcome(
                                    Result.valueOf(row.getString("result")),
                                    new PartnerId(row.getLong("id")),
                                    row.getBoolean("contact_kept"),
                                    null));
                });
        return outcomes;
    }

    private static <T> @Nullable String[] column(Collection<T> rows, Function<T, @Nullable Object> value) {
        var column = new ArrayList<@Nullable String>(rows.size());
        for (var row : rows) {
            var cell = value.apply(row);
            column.add(cell == null ? null : cell.toString());
        }
        return column.toArray(String[]::new);
    }
}
