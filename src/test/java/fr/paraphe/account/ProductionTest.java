package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.paraphe.Paraphe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProductionTest {

    private static final Map<String, String> FIT = Map.of(
            "spring.datasource.url", "jdbc:postgresql://localhost:1/paraphe",
            "spring.datasource.password", "k4ndle-Bright",
            "paraphe.operator.user", "olivia",
            "paraphe.operator.password", "k4ndle-Bright-2",
            "paraphe.public-url", "https://relances.agence.fr",
            "spring.mail.host", "smtp.agence.fr",
            "paraphe.message.mail.from", "Agence <relances@agence.fr>");

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "spring.datasource.url,",
        "spring.datasource.url, jdbc:h2:mem:x",
        "spring.datasource.password,",
        "spring.datasource.password, postgres",
        "paraphe.operator.user,",
        "paraphe.operator.password,",
        "paraphe.operator.password, paraphe-demo",
        "paraphe.operator.password, short",
        "paraphe.public-url,",
        "paraphe.public-url, http://localhost:8080",
        "paraphe.public-url, https://127.0.0.1",
        "paraphe.public-url, http://relances.agence.fr",
        "paraphe.public-url, relances.agence.fr",
        "spring.mail.host,",
        "paraphe.message.mail.from,",
        "paraphe.message.mail.from, Paraphe <relances@paraphe.example>",
        "paraphe.mailbox.enabled, true",
        "paraphe.demo.enabled, true"
    })
    @DisplayName("Production refuses to start on a demonstration's settings and names the property")
    void refused(String property, String value, CapturedOutput output) {
        assertThatThrownBy(() -> start(property, value)).hasMessageContaining("'" + property + "'");

        assertThat(output).contains("APPLICATION FAILED TO START", "Set '" + property + "'");
    }

    private static void start(String property, String value) {
        var settings = new HashMap<>(FIT);
        settings.put(property, value == null ? "" : value);
        var arguments = new ArrayList<>(List.of("--spring.profiles.active=production"));
        settings.forEach((name, set) -> arguments.add("--" + name + "=" + set));
        SpringApplication.run(Paraphe.class, arguments.toArray(String[]::new)).close();
    }
}
