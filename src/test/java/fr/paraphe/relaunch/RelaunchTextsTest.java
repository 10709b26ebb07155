package fr.paraphe.relaunch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.message.Channel;
import fr.paraphe.message.SmsText;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class RelaunchTextsTest {

    private final RelaunchTexts texts = new RelaunchTexts(messages(), "https://espace.paraphe.example");

    @ParameterizedTest
    @ValueSource(strings = {"Intérim Rhône", "Agence d’intérim de la Côte Bleue", "Le Goff & Fils Intérim"})
    @DisplayName("R-27 the SMS of an ordinary agency is one segment, in French and in English")
    void oneSegment(String agency) {
        for (var language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            var sms =
                    texts.text(Channel.SMS, agency, language, Spelling.CHEAPEST).body();
            assertThat(SmsText.segments(sms)).isEqualTo(1);
            assertThat(sms).endsWith(" https://espace.paraphe.example/p");
        }
    }

    @Test
    @DisplayName("R-25 a mail names the agency, the deadline and where to sign")
    void mail() {
        var mail = texts.text(Channel.MAIL, "Intérim Rhône", Locale.FRENCH, Spelling.CHEAPEST);

        assertThat(mail.subject()).isEqualTo("Intérim Rhône : votre contrat de travail attend votre signature");
        assertThat(mail.body())
                .startsWith("Bonjour,\n\n")
                .contains("48 heures", "https://espace.paraphe.example/portal\n")
                .endsWith("Cordialement,\nIntérim Rhône");
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/relaunch");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
