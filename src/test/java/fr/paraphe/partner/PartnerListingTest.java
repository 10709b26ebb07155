package fr.paraphe.partner;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.account.AccountId;
import fr.paraphe.partner.PartnerListing.Page;
import fr.paraphe.partner.PartnerListing.Place;
import fr.paraphe.partner.PartnerListing.Row;
import fr.paraphe.partner.PartnerListing.Summary;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ParapheTest
class PartnerListingTest {

    @Autowired
    PartnerListing listing;

    @Autowired
    PartnerImporting importing;

    @Autowired
    Given given;

    AccountId account;
    AccountId attached;

    @BeforeEach
    void partnersOfTwoAccounts() {
        account = given.anyAccount().id();
        attached = given.anyAccount().id();
        importing.importRows(
                account,
                List.of(
                        partner(
                                "INT-1",
                                PartnerKind.TEMPORARY_WORKER,
                                "Œuvrard",
                                "Éloïse",
                                "e@exemple.fr",
                                "0612345678"),
                        partner("INT-2", PartnerKind.EMPLOYEE, "Le Goff-Martin", "Anne", null, "06 12 34 56 7"),
                        partner("CLI-1", PartnerKind.CLIENT, "Abeille SARL", null, "abeille@", "01 42 68 53 00")),
                "import");
        importing.importRows(
                attached,
                List.of(partner("INT-1", PartnerKind.TEMPORARY_WORKER, "Durand", "Zoé", "z@exemple.fr", null)),
                "import");
        importing.importRows(
                given.anyAccount().id(),
                List.of(partner("INT-9", PartnerKind.TEMPORARY_WORKER, "Ailleurs", null, null, null)),
                "import");
    }

    @Test
    @DisplayName("Partners of all seen accounts come in the order of their names, forwards and backwards")
    void pages() {
        var first = page(anything(), null, 2);
        assertThat(names(first)).containsExactly("Abeille SARL", "Zoé Durand");
        assertThat(first.previous()).isFalse();
        assertThat(first.next()).isTrue();

        var second = page(anything(), Place.after(first.rows().get(1).id()), 2);
        assertThat(names(second)).containsExactly("Anne Le Goff-Martin", "Éloïse Œuvrard");
        assertThat(second.previous()).isTrue();
        assertThat(second.next()).isFalse();

        var back = page(anything(), Place.before(second.rows().get(1).id()), 2);
        assertThat(names(back)).containsExactly("Zoé Durand", "Anne Le Goff-Martin");
        assertThat(back.previous()).isTrue();
        assertThat(back.next()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oeuvrard", "ŒUVRARD elo", "Oeuvr", "int-1", "eloise", "elo int-1", "vrard"})
    @DisplayName("A search finds the words of a name or a reference, whatever their order, accents and case")
    void text(String text) {
        assertThat(names(page(filter(Set.of(account), null, text, null, null), null, 10)))
                .containsExactly("Éloïse Œuvrard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "'; drop table partner; --", "vr", "eloise durand", "oeu%rd"})
    @DisplayName("A search finds nothing that lacks one of its words; one or two letters begin a word")
    void nothing(String text) {
        assertThat(page(filter(Set.of(account), null, text, null, null), null, 10)
                        .rows())
                .isEmpty();
    }

    @Test
    @DisplayName("R-18 Filters on kind, contact and problem narrow together")
    void filters() {
        assertThat(names(page(filter(Set.of(account), PartnerKind.CLIENT, null, null, null), null, 10)))
                .containsExactly("Abeille SARL");
        assertThat(names(page(filter(Set.of(account), null, null, ContactPoint.MOBILE, null), null, 10)))
                .containsExactly("Abeille SARL", "Anne Le Goff-Martin");
        assertThat(names(page(filter(Set.of(account), null, null, null, ContactProblem.INVALID), null, 10)))
                .containsExactly("Abeille SARL", "Anne Le Goff-Martin");
        assertThat(names(page(
                        filter(Set.of(account), null, null, ContactPoint.MOBILE, ContactProblem.INVALID), null, 10)))
                .containsExactly("Anne Le Goff-Martin");
    }

    @Test
    @DisplayName("R-18 The summary counts what was found and who cannot be reached")
    void summary() {
        assertThat(listing.summary(anything())).isEqualTo(new Summary(4, 2, 3));
    }

    private PartnerFilter anything() {
        return filter(Set.of(account, attached), null, null, null, null);
    }

    private Page page(PartnerFilter filter, @Nullable Place place, int size) {
        return listing.page(filter, place, size);
    }

    private static List<String> names(Page page) {
        return page.rows().stream().map(Row::name).toList();
    }

    private static PartnerFilter filter(
            Set<AccountId> accounts,
            @Nullable PartnerKind kind,
            @Nullable String text,
            @Nullable ContactPoint contact,
            @Nullable ContactProblem problem) {
        return new PartnerFilter(accounts, kind, text, contact, problem);
    }

    private static PartnerRow partner(
            String reference,
            PartnerKind kind,
            String familyName,
            @Nullable String givenName,
            @Nullable String mail,
            @Nullable String phone) {
        return new PartnerRow(reference, kind, familyName, givenName, "fr", mail, phone, false);
    }
}
