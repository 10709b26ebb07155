package fr.paraphe.contract;

import static java.util.stream.Collectors.toSet;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.StaffScope;
import fr.paraphe.partner.PartnerFilter;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerListing;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads a filter from the parameters of an address or of a form, and writes it back.
 *
 * <p>{@code type}, {@code kind} (several), {@code account} (several codes; none: all that the person sees),
 * {@code client} (its reference, or words of its name), {@code from} and {@code to} (ISO dates; the current month, or
 * the month of the one that is given), {@code age}, {@code overdue}, {@code text}. An empty value is no condition.
 */
@Component
public class ContractFilters {

    public static final Set<String> NAMES =
            Set.of("type", "kind", "account", "client", "from", "to", "age", "overdue", "text");

    private final Accounts accounts;
    private final PartnerListing partners;
    private final JdbcClient jdbc;
    private final Clock clock;

    ContractFilters(Accounts accounts, PartnerListing partners, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.partners = partners;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The filter that these parameters describe for this person. An account outside the scope does not exist.
     *
     * @param besides names of other parameters that may stand beside the filter's
     * @throws ContractFilterRefused for an unknown name or value, or reversed dates
     */
    public ContractFilter read(MultiValueMap<String, String> params, StaffScope scope, String... besides) {
        var others = Set.of(besides);
        params.keySet().stream()
                .filter(name -> !NAMES.contains(name) && !others.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ContractFilterRefused.unknownFilter(name);
                });
        var seen = accountsOf(values(params, "account"), scope);
        var from = date("from", value(params, "from"));
        var to = date("to", value(params, "to"));
        return new ContractFilter(
                seen,
                oneOf(ContractType.values(), "type", value(params, "type")),
                kinds(values(params, "kind")),
                client(value(params, "client"), seen),
                from != null ? from : monthOf(to).atDay(1),
                to != null ? to : monthOf(from).atEndOfMonth(),
                oneOf(WaitingAge.values(), "age", value(params, "age")),
                flag("overdue", value(params, "overdue")),
                value(params, "text"));
    }

    /** The parameters that {@link #read} understands as this very filter, dates included. */
    public MultiValueMap<String, String> parameters(ContractFilter filter, StaffScope scope) {
        var params = new LinkedMultiValueMap<String, String>();
        if (filter.type() != null) {
            params.add("type", filter.type().name());
        }
        filter.kinds().stream().sorted().forEach(kind -> params.add("kind", kind.name()));
        if (!filter.accounts().equals(scope.accounts())) {
            accounts.all(filter.accounts()).forEach(account -> params.add("account", account.code()));
        }
        if (filter.client() != null) {
            params.add("client", clientReference(filter.client()));
        }
        params.add("from", filter.from().toString());
        params.add("to", filter.to().toString());
        if (filter.age() != null) {
            params.add("age", filter.age().name());
        }
        if (filter.overdueOnly()) {
            params.add("overdue", "true");
        }
        if (filter.text() != null) {
            params.add("text", filter.text());
        }
        return params;
    }

    /** Clients with these words in their name or reference, for a field that suggests: the first twenty by name. */
    public List<PartnerListing.Row> clients(String words, StaffScope scope) {
        return clients(words, scope.accounts(), 20).toList();
    }

    private Set<AccountId> accountsOf(List<String> codes, StaffScope scope) {
        return codes.isEmpty()
                ? scope.accounts()
                : codes.stream().map(code -> account(code, scope)).collect(toSet());
    }

    private AccountId account(String code, StaffScope scope) {
        return accounts.byCode(code)
                .map(Account::id)
                .filter(scope::sees)
                .orElseThrow(() -> ContractFilterRefused.unknownValue("account", code));
    }

    private Set<PartnerKind> kinds(List<String> names) {
        return names.stream()
                .map(name -> oneOf(PartnerKind.values(), "kind", name))
                .collect(toSet());
    }

    /**
     * The client of this reference, or the one with these words in the name. References are unique in an account only:
     * with several accounts, the same one must not mean two clients.
     */
    private @Nullable PartnerId client(@Nullable String reference, Set<AccountId> accounts) {
        if (reference == null) {
            return null;
        }
        var found = jdbc.sql("""
                        select id from partner
                        where account_id in (:accounts) and reference = :reference and kind = 'CLIENT'
                        limit 2
                        """)
                .param("accounts", ContractFilter.ids(accounts))
                .param("reference", reference)
                .query((row, number) -> new PartnerId(row.getLong("id")))
                .list();
        var meant = found.isEmpty() ? named(reference, accounts) : found;
        if (meant.size() > 1) {
            throw ContractFilterRefused.severalClients(reference);
        }
        return meant.stream().findFirst().orElseThrow(() -> ContractFilterRefused.unknownValue("client", reference));
    }

    private List<PartnerId> named(String words, Set<AccountId> accounts) {
        return clients(words, accounts, 2).map(PartnerListing.Row::id).toList();
    }

    private Stream<PartnerListing.Row> clients(String words, Set<AccountId> accounts, int atMost) {
        var clients = new PartnerFilter(accounts, PartnerKind.CLIENT, words, null, null);
        return partners.page(clients, null, atMost).rows().stream();
    }

    private String clientReference(PartnerId client) {
        return jdbc.sql("select reference from partner where id = ?")
                .param(client.value())
                .query(String.class)
                .single();
    }

    private YearMonth monthOf(@Nullable LocalDate day) {
        return day == null ? YearMonth.now(clock) : YearMonth.from(day);
    }

    private static @Nullable LocalDate date(String name, @Nullable String value) {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw ContractFilterRefused.unknownValue(name, value);
        }
    }

    private static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ContractFilterRefused.unknownValue(name, value);
    }

    private static <E extends Enum<E>> @Nullable E oneOf(E[] all, String field, @Nullable String name) {
        if (name == null) {
            return null;
        }
        return Stream.of(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ContractFilterRefused.unknownValue(field, name));
    }

    private static @Nullable String value(MultiValueMap<String, String> params, String name) {
        var all = values(params, name);
        if (all.size() > 1) {
            throw ContractFilterRefused.severalValues(name);
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private static List<String> values(MultiValueMap<String, String> params, String name) {
        return params.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .toList();
    }
}
