package fr.paraphe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** An account under measurement: its data and its runs. */
record Account(Application application, String code) {

    /** The first month of the data; the others follow. */
    static final YearMonth FIRST_MONTH = YearMonth.of(2026, 1);

    /** As {@code SpacePasswords} hashes them. */
    static final BCryptPasswordEncoder PASSWORDS = new BCryptPasswordEncoder(11);

    /** All people with a mail address, of all accounts, have been in the portal and chosen this password. */
    static void openSpaces(Connection database, String password) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into portal_space (mail, password, must_change_password, language, opened_at)
                    select distinct mail, '{bcrypt}%s', false, 'fr', now() from partner""".formatted(PASSWORDS.encode(password)));
            statement.execute("""
                    insert into portal_membership (partner_id, space_id, joined_at)
                    select partner.id, space.id, now() from partner join portal_space space on space.mail = partner.mail""");
            statement.execute("analyze portal_space, portal_membership");
        }
    }

    String agent() {
        return "agent-" + code;
    }

    /**
     * People with one unsigned work contract each, whose starts are spread evenly over some months from
     * {@link #FIRST_MONTH} on.
     */
    void fill(Connection database, int contracts, int months) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into partner (account_id, reference, kind, family_name, given_name,
                      mail, mail_problem, phone, mobile, mobile_problem)
                    select account.id, 'P' || n, 'TEMPORARY_WORKER', 'Nom' || n, 'Prénom',
                      'p' || n || '.%1$s@example.org', null,
                      '06' || lpad(n::text, 8, '0'), '+336' || lpad(n::text, 8, '0'), null
                    from account, generate_series(1, %2$d) n where account.code = '%1$s'
                    """.formatted(code, contracts));
            statement.execute("""
                    insert into contract (account_id, reference, type, partner_id, start_at, status,
                      contractual_due_at, legal_due_at)
                    select account_id, 'C' || reference, 'WORK_CONTRACT', id, start_at, 'AWAITING_SIGNATURE',
                      start_at + interval '48 hours', start_at + interval '3 days'
                    from (
                      select partner.*, timestamptz '%2$s-02 08:00+01'
                        + (row_number() over (order by partner.id) %% %3$d) * interval '1 month'
                        + (row_number() over (order by partner.id) / %3$d %% 20) * interval '1 day' as start_at
                      from partner join account on account.id = partner.account_id where account.code = '%1$s'
                    ) people
                    """.formatted(code, FIRST_MONTH, months));
            statement.execute("analyze partner, contract");
        }
    }

    /** A run about the first month's contracts, just begun. */
    String start() throws Exception {
        return call(
                        "POST",
                        "",
                        Map.of(
                                "account",
                                code,
                                "type",
                                "WORK_CONTRACT",
                                "from",
                                FIRST_MONTH.atDay(1).toString(),
                                "to",
                                FIRST_MONTH.atEndOfMonth().toString()))
                .get("number")
                .textValue();
    }

    /** A run about the first month's contracts, ready to be confirmed. */
    String prepare(String channel) throws Exception {
        var number = start();
        call("POST", "/" + number + "/selection", Map.of("channel", channel));
        call("POST", "/" + number + "/review", null);
        return number;
    }

    void confirm(String number) throws Exception {
        var preview =
                call("GET", "/" + number + "/preview", null).get("version").intValue();
        call("POST", "/" + number + "/confirmation", Map.of("previewVersion", preview));
    }

    void awaitSent(String number, Duration atMost) throws Exception {
        Children.await(number, atMost, () -> {
            Thread.sleep(2_000);
            var run = call("GET", "/" + number, null);
            if (run.get("blocked").booleanValue()) {
                throw new IllegalStateException(number + " is blocked: " + run);
            }
            return run.get("status").textValue().equals("SENT");
        });
    }

    private JsonNode call(String method, String path, Object body) throws Exception {
        return application.call(method, "/api/relaunches" + path, agent(), body);
    }
}
