package fr.paraphe.demo;

import static fr.paraphe.account.StaffRole.AGENT;
import static fr.paraphe.account.StaffRole.MANAGER;
import static fr.paraphe.account.StaffRole.OPERATOR;
import static fr.paraphe.account.StaffRole.SIGNATORY;
import static fr.paraphe.account.StaffRole.SUPPORT;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffMember;
import fr.paraphe.account.StaffRole;
import fr.paraphe.account.StaffScope;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Four accounts and the people who work for them. */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoAccounts {

    static final String PASSWORD = "paraphe-demo";
    static final String MARC = "marc";

    private static final String RHONE = "interim-rhone";
    private static final List<StaffMember> STAFF = List.of(
            member("camille", "Camille", "Moreau", RHONE, false, AGENT),
            member(MARC, "Marc", "Berthet", RHONE, true, MANAGER),
            member("sophie", "Sophie", "Lacroix", RHONE, false, MANAGER, SIGNATORY),
            member("lea", "Léa", "Fontaine", "bureau-plus", false, MANAGER, SIGNATORY),
            member("hugo", "Hugo", "Perrin", "conseil-leman", false, AGENT),
            member("nadia", "Nadia", "Benali", RHONE, false, SUPPORT),
            member("admin", "Alix", "Girard", RHONE, false, OPERATOR));

    private final AccountSettings settings;
    private final StaffDirectory staff;
    private final Options options;

    DemoAccounts(AccountSettings settings, StaffDirectory staff, Options options) {
        this.settings = settings;
        this.staff = staff;
        this.options = options;
    }

    /**
     * @param agency the large one: 604 people with 853 unsigned work contracts in the month
     * @param attached the account attached to it
     * @param small a small one
     * @param withoutOption one that has not subscribed to relaunches, but to automatic reminders
     */
    record Opened(Account agency, Account attached, Account small, Account withoutOption) {}

    static List<String> userIds() {
        return STAFF.stream().map(StaffMember::userId).toList();
    }

    /** Opens what is not open yet; options that somebody switched since stay as they are. */
    Opened open() {
        var first = !staff.knows(STAFF.get(0).userId());
        var agency = settings.open(RHONE, "Intérim Rhône", null);
        var opened = new Opened(
                agency,
                settings.open("interim-ain", "Intérim Ain", agency.id()),
                settings.open("bureau-plus", "Bureau Plus", null),
                settings.open("conseil-leman", "Conseil Léman", null));
        if (first) {
            settings.locate(agency.id(), "Lyon Part-Dieu");
            settings.locate(agency.id(), "Villeurbanne");
            STAFF.forEach(member -> staff.enrol(member, PASSWORD));
            List.of(opened.agency(), opened.attached(), opened.small())
                    .forEach(account -> subscribe(account, AccountOption.RELAUNCH, AccountOption.ATTACHED_CAMPAIGNS));
            subscribe(opened.withoutOption(), AccountOption.MISSIONS);
        }
        return opened;
    }

    private void subscribe(Account account, AccountOption... on) {
        var support = new StaffScope("nadia", account, Set.of(account.id()), Set.of(SUPPORT));
        for (var option : on) {
            options.switchOption(account.id(), option, true, support);
        }
    }

    private static StaffMember member(
            String userId,
            String givenName,
            String familyName,
            String account,
            boolean seesAttached,
            StaffRole... roles) {
        return new StaffMember(
                userId, givenName, familyName, userId + "@paraphe.example", account, Set.of(roles), seesAttached);
    }
}
