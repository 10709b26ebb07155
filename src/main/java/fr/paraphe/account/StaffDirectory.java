package fr.paraphe.account;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import fr.paraphe.camunda.identity.StaffIdentities;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The staff of all accounts: where each person works, what each may do. Names and passwords are the engine's. */
@Service
public class StaffDirectory {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final StaffIdentities identities;

    StaffDirectory(JdbcClient jdbc, Accounts accounts, StaffIdentities identities) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.identities = identities;
    }

    /**
     * Adds a person, or brings a known one in step: names, account and roles become these, the password stays.
     *
     * @throws AccountRefused if the account is unknown or the password too weak
     */
    @Transactional
    public void enrol(StaffMember member, String password) {
        var home = accounts.byCode(member.account()).orElseThrow(() -> AccountRefused.unknown(member.account()));
        var person =
                new StaffIdentities.Person(member.userId(), member.givenName(), member.familyName(), member.mail());
        if (!identities.exists(member.userId()) && !identities.accepts(person, password)) {
            throw AccountRefused.weakPassword();
        }
        identities.save(
                person, password, member.roles().stream().map(StaffRole::group).collect(toSet()));
        jdbc.sql("""
                        insert into staff (user_id, account_id, sees_attached) values (?, ?, ?)
                        on conflict (user_id) do update
                        set account_id = excluded.account_id, sees_attached = excluded.sees_attached
                        """)
                .params(member.userId(), home.id().value(), member.seesAttached())
                .update();
        showAccounts(member.userId());
    }

    public boolean knows(String userId) {
        return jdbc.sql("select exists (select from staff where user_id = ?)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    /** The roles of a person; none for a stranger. */
    public Set<StaffRole> rolesOf(String userId) {
        return identities.groupsOf(userId).stream()
                .flatMap(group -> StaffRole.ofGroup(group).stream())
                .collect(toSet());
    }

    /** Whoever works for this account in this role and can be written to: the mail addresses, by user id. */
    public Map<String, String> mailsOf(Account account, StaffRole role) {
        var mails = new TreeMap<>(identities.mailsOf(role.group(), account.code()));
        mails.keySet()
                .retainAll(jdbc.sql("select user_id from staff where account_id = ?")
                        .param(account.id().value())
                        .query(String.class)
                        .set());
        return mails;
    }

    /** Whoever works for this account in one of these roles: the user ids, in alphabetical order. */
    public Set<String> workingFor(Account account, StaffRole... roles) {
        return Stream.of(roles)
                .flatMap(role -> identities.membersOf(role.group(), account.code()).stream())
                .collect(toCollection(TreeSet::new));
    }

    /** Whoever sees what is attached to this account sees the newly attached as well. */
    void showAttachedOf(AccountId parent) {
        jdbc.sql("select user_id from staff where account_id = ? and sees_attached")
                .param(parent.value())
                .query(String.class)
                .list()
                .forEach(this::showAccounts);
    }

    private void showAccounts(String userId) {
        identities.showTenants(
                userId, accounts.ofStaff(userId).stream().map(Account::code).collect(toSet()));
    }
}
