package fr.paraphe.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import fr.paraphe.account.Account;
import fr.paraphe.problem.Refusal;
import fr.paraphe.testing.Given;
import fr.paraphe.testing.ParapheTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ParapheTest
class PartnerDirectoryTest {

    @Autowired
    PartnerDirectory directory;

    @Autowired
    ContactHistory history;

    @Autowired
    Given given;

    Account account;

    @BeforeEach
    void anAccount() {
        account = given.anyAccount();
    }

    private PartnerId partner(@Nullable String mail, @Nullable String phone) {
        return directory
                .byReference(account.id(), given.worker(account, mail, phone))
                .orElseThrow()
                .id();
    }

    private PartnerId anyPartner() {
        return partner("lea.martin@exemple.fr", "06 12 34 56 78");
    }

    @Test
    @DisplayName("R-21 A corrected number is saved, can be written to at once, and the old one stays in the history")
    void correction() {
        var id = partner("lea.martin@exemple.fr", "06 12 34 56 7");
        assertThat(directory.byId(id).mobileProblem()).isEqualTo(ContactProblem.INVALID);

        var corrected = directory.correctContact(id, 0, new ContactCorrection(null, " 06 12 34 56 78 "), "camille");

        assertThat(corrected.phone()).isEqualTo("06 12 34 56 78");
        assertThat(corrected.mobile()).isEqualTo("+33612345678");
        assertThat(corrected.mobileProblem()).isNull();
        assertThat(corrected.mail()).isEqualTo("lea.martin@exemple.fr");
        assertThat(corrected.version()).isEqualTo(1);
        assertThat(history.of(id)).singleElement().satisfies(entry -> {
            assertThat(entry.change())
                    .isEqualTo(new ContactChange(ContactField.PHONE, "06 12 34 56 7", "06 12 34 56 78"));
            assertThat(entry.by()).isEqualTo("camille");
            assertThat(entry.at()).isEqualTo("2026-09-16T08:00:00Z");
        });
    }

    @Test
    @DisplayName("R-21 A wrong phone does not keep the mail from being corrected")
    void oneOfTwo() {
        var id = partner("lea.martin@", "06 12 34 56 7");

        var corrected = directory.correctContact(
                id, 0, new ContactCorrection("lea.martin@exemple.fr", "06 12 34 56 7"), "camille");

        assertThat(corrected.mailProblem()).isNull();
        assertThat(corrected.mobileProblem()).isEqualTo(ContactProblem.INVALID);
    }

    @Test
    @DisplayName("R-21 A wrong correction is refused field by field, and nothing is saved")
    void wrongCorrection() {
        var id = anyPartner();

        assertThatThrownBy(() -> directory.correctContact(
                        id, 0, new ContactCorrection("lea\r\nBcc: x@exemple.fr", "07 12 34 56 78"), "camille"))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("partner-contact-wrong");
                    assertThat(refused.errors())
                            .extracting(Refusal.WrongField::field)
                            .containsExactly("mail", "phone");
                    assertThat(refused.getMessage()).doesNotContain("exemple.fr");
                });

        assertThat(directory.byId(id).mail()).isEqualTo("lea.martin@exemple.fr");
        assertThat(history.of(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OWN_SPACE, partner-contact-kept-by-partner",
        "BUSINESS_SOFTWARE, partner-contact-kept-by-software",
    })
    @DisplayName("R-22 Contacts that somebody else keeps are read-only here, and the refusal says who keeps them")
    void locked(ContactLock lock, String reason) {
        var id = anyPartner();
        var version = directory.lockContact(id, lock, "import").version();

        assertThatThrownBy(() ->
                        directory.correctContact(id, version, new ContactCorrection(null, "06 12 34 56 79"), "camille"))
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::type)
                .isEqualTo(reason);
        assertThat(directory.byId(id).phone()).isEqualTo("06 12 34 56 78");
    }

    @Test
    @DisplayName("R-21 Two people correct the same partner: the second one is told, and the first one's value stays")
    void changedMeanwhile() {
        var id = anyPartner();
        directory.correctContact(id, 0, new ContactCorrection(null, "06 12 34 56 79"), "camille");

        assertThatThrownBy(() -> directory.correctContact(id, 0, new ContactCorrection(null, "06 12 34 56 70"), "marc"))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("partner-changed-meanwhile");
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.members()).containsEntry("version", 1);
                });
        assertThat(directory.byId(id).phone()).isEqualTo("06 12 34 56 79");
    }

    @Test
    @DisplayName("R-21 Two people save at the very same moment: one is saved, the other is told")
    void atTheSameMoment() throws Exception {
        var id = anyPartner();
        var together = new CountDownLatch(2);
        var people = Executors.newFixedThreadPool(2);
        try {
            var first = people.submit(() -> corrects(id, "06 12 34 56 79", together));
            var second = people.submit(() -> corrects(id, "06 12 34 56 70", together));

            assertThat(new String[] {first.get(), second.get()})
                    .containsExactlyInAnyOrder("saved", "partner-changed-meanwhile");
        } finally {
            people.shutdown();
        }
        assertThat(history.of(id)).hasSize(1);
    }

    private String corrects(PartnerId id, String phone, CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        try {
            directory.correctContact(id, 0, new ContactCorrection(null, phone), "someone");
            return "saved";
        } catch (PartnerRefused refused) {
            return refused.type();
        }
    }

    @Test
    @DisplayName("R-18 A bounced address is set apart until it is corrected")
    void bounce() {
        var id = anyPartner();

        var bounced = directory.markBounced(id, ContactPoint.MAIL, "lea.martin@exemple.fr", "mail");
        assertThat(bounced.mailProblem()).isEqualTo(ContactProblem.BOUNCED);
        assertThat(bounced.mobileProblem()).isNull();

        var corrected = directory.correctContact(
                id, bounced.version(), new ContactCorrection("lea@exemple.fr", null), "camille");
        assertThat(corrected.mailProblem()).isNull();
    }

    @Test
    @DisplayName("R-18 A bounce of an address that was corrected meanwhile changes nothing")
    void lateBounce() {
        var id = anyPartner();
        directory.correctContact(id, 0, new ContactCorrection("lea@exemple.fr", null), "camille");

        var partner = directory.markBounced(id, ContactPoint.MAIL, "lea.martin@exemple.fr", "mail");

        assertThat(partner.mailProblem()).isNull();
        assertThat(partner.version()).isEqualTo(1);
    }

    @Test
    @DisplayName("R-18 Opting out of SMS leaves mail alone, and outlives a new number")
    void optOut() {
        var id = anyPartner();

        var optedOut = directory.optOut(id, ContactPoint.MOBILE, "camille");
        assertThat(optedOut.mobileProblem()).isEqualTo(ContactProblem.OPTED_OUT);
        assertThat(optedOut.mailProblem()).isNull();

        var corrected = directory.correctContact(
                id, optedOut.version(), new ContactCorrection(null, "06 12 34 56 79"), "camille");
        assertThat(corrected.mobileProblem()).isEqualTo(ContactProblem.OPTED_OUT);

        assertThat(directory.optIn(id, ContactPoint.MOBILE, "camille").mobileProblem())
                .isNull();
        assertThat(history.of(id))
                .extracting(entry -> entry.change().field())
                .containsExactly(ContactField.SMS_OPTED_OUT, ContactField.PHONE, ContactField.SMS_OPTED_OUT);
    }

    @Test
    @DisplayName("R-18 A removed mail and a landline are saved, each with its problem")
    void removedAndLandline() {
        var id = anyPartner();

        var corrected = directory.correctContact(id, 0, new ContactCorrection("", "01 42 68 53 00"), "camille");

        assertThat(corrected.mail()).isNull();
        assertThat(corrected.mailProblem()).isEqualTo(ContactProblem.MISSING);
        assertThat(corrected.phone()).isEqualTo("01 42 68 53 00");
        assertThat(corrected.mobileProblem()).isEqualTo(ContactProblem.LANDLINE);
    }
}
