package fr.paraphe.account;

import fr.paraphe.camunda.identity.StaffIdentities;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts and sets what is theirs. */
@Service
public class AccountSettings {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final StaffDirectory staff;
    private final StaffIdentities identities;
    private final ApplicationEventPublisher events;

    AccountSettings(
            JdbcClient jdbc,
            Accounts accounts,
            StaffDirectory staff,
            StaffIdentities identities,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.staff = staff;
        this.identities = identities;
        this.events = events;
    }

    /**
     * Opens an account with every option off. Opening one again, with the same name and parent, changes nothing.
     *
     * @param code lower-case letters, digits and hyphens
     * @throws AccountRefused if another account has this code
     */
    @Transactional
    public Account open(String code, String name, @Nullable AccountId parent) {
        jdbc.sql("insert into account (code, name, parent_id) values (?, ?, ?) on conflict do nothing")
                .params(code, name, parent == null ? null : parent.value())
                .update();
        var account = accounts.byCode(code)
                .filter(found -> found.name().equals(name))
                .filter(found -> parent == null ? found.parent() == null : parent.equals(found.parent()))
                .orElseThrow(() -> AccountRefused.codeTaken(code));
        identities.openTenant(code, name);
        if (parent != null) {
            staff.showAttachedOf(parent);
        }
        return account;
    }

    /**
     * @param calendar whose public holidays count from now on: {@code FR}, a region such as {@code FR-57}, or overseas
     *     as {@code GP}
     */
    @Transactional
    public void observe(AccountId account, String calendar) {
        jdbc.sql("update account set holiday_calendar = ? where id = ?")
                .params(calendar, account.value())
                .update();
        events.publishEvent(new HolidayCalendarChosen(account, calendar));
    }

    /** Adds a location; an account has each name once. */
    @Transactional
    public void locate(AccountId account, String name) {
        jdbc.sql("insert into location (account_id, name) values (?, ?) on conflict do nothing")
                .params(account.value(), name)
                .update();
    }
}
