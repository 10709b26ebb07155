package fr.paraphe.demo;

import fr.paraphe.account.Account;
import fr.paraphe.account.StaffRole;
import fr.paraphe.mission.Frequency;
import fr.paraphe.mission.MissionDraft;
import fr.paraphe.mission.MissionSaving;
import fr.paraphe.mission.Offering;
import fr.paraphe.mission.Offerings;
import fr.paraphe.mission.ReadyMadeOffering;
import fr.paraphe.partner.PartnerDirectory;
import fr.paraphe.partner.PartnerImporting;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerRow;
import fr.paraphe.portal.SpaceOpening;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Three clients of an accounting firm, with both ready-made offerings in a signed mission of this year. */
@Component
@Conditional(DemoConfiguration.Wanted.class)
class DemoMissions {

    static final String MAIL_WITH_A_SPACE = "contact@perret.example";

    private static final String ACCOUNTANT = "hugo";
    private static final String WITH_A_SPACE = "CLI-001";
    private static final List<PartnerRow> CLIENTS = List.of(
            client(WITH_A_SPACE, "Boulangerie Perret", MAIL_WITH_A_SPACE),
            client("CLI-002", "Garage du Lac", "compta@garagedulac.example"),
            client("CLI-003", "Menuiserie Blanc", null));

    private final Offerings offerings;
    private final MissionSaving missions;
    private final PartnerImporting partners;
    private final PartnerDirectory directory;
    private final SpaceOpening spaces;
    private final Clock clock;

    DemoMissions(
            Offerings offerings,
            MissionSaving missions,
            PartnerImporting partners,
            PartnerDirectory directory,
            SpaceOpening spaces,
            Clock clock) {
        this.offerings = offerings;
        this.missions = missions;
        this.partners = partners;
        this.directory = directory;
        this.spaces = spaces;
        this.clock = clock;
    }

    /** Adds them once; what somebody did with them since stays. */
    void addTo(Account firm) {
        partners.importRows(firm.id(), CLIENTS, "demo");
        directory
                .byReference(firm.id(), WITH_A_SPACE)
                .ifPresent(client -> spaces.openKnown(client.id(), DemoAccounts.PASSWORD));
        if (!offerings.of(firm).isEmpty()) {
            return;
        }
        // As the accountant, whose offerings and missions these are.
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        ACCOUNTANT, null, List.of(new SimpleGrantedAuthority(StaffRole.AGENT.authority()))));
        try {
            var year = LocalDate.now(clock).withDayOfYear(1);
            missions.saveAll(
                    new MissionSaving.Clients(firm.code(), null),
                    new MissionDraft(
                            "Exercice " + year.getYear(),
                            year,
                            year.plusYears(1).minusDays(1),
                            List.of(
                                    line(ReadyMadeOffering.VAT_DOCUMENTS, firm, 30),
                                    line(ReadyMadeOffering.PAYROLL_VARIABLES, firm, 25))),
                    true,
                    null);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Each month, from last month on. */
    private MissionDraft.Line line(ReadyMadeOffering ready, Account firm, int day) {
        Offering offering = offerings.addReadyMade(firm.code(), ready, Locale.FRENCH);
        var month = LocalDate.now(clock).withDayOfMonth(1).minusMonths(1);
        var first = month.getYear() == LocalDate.now(clock).getYear() ? month : month.plusMonths(1);
        return new MissionDraft.Line(
                offering.id().value(),
                Frequency.MONTHLY,
                first.withDayOfMonth(Math.min(day, first.lengthOfMonth())),
                null);
    }

    private static PartnerRow client(String reference, String name, @Nullable String mail) {
        return new PartnerRow(reference, PartnerKind.CLIENT, name, null, "fr", mail, null, false);
    }
}
