package fr.paraphe.account;

import static org.assertj.core.api.Assertions.assertThat;

import fr.paraphe.testing.RunningParaphe;
import fr.paraphe.testing.SmsAccount;
import fr.paraphe.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The application as a production starts it, as a process of its own on an empty database. */
class ProductionStartTest {

    private static final String OPERATOR = "premier.exploitant";
    private static final String PASSWORD = "une longue phrase de passe";

    @Test
    @DisplayName(
            "In production the first operator opens accounts, cookies are for HTTPS alone, nothing of the demo is there")
    void production() {
        try (var paraphe = RunningParaphe.start(
                "production-start",
                TestDatabase.fresh(),
                Map.of(
                        "spring.profiles.active",
                        "production",
                        "spring.datasource.password",
                        "un mot de passe de base",
                        "spring.mail.host",
                        "127.0.0.1",
                        "paraphe.message.mail.from",
                        "Agence <relances@agence.example>",
                        "paraphe.public-url",
                        "https://paraphe.agence.example",
                        "paraphe.operator.user",
                        OPERATOR,
                        "paraphe.operator.password",
                        PASSWORD,
                        "paraphe.message.sms.account-sid",
                        SmsAccount.SID,
                        "paraphe.message.sms.auth-token",
                        SmsAccount.AUTH_TOKEN,
                        "paraphe.message.sms.from",
                        SmsAccount.FROM))) {
            var opened = paraphe.post("/api/accounts", OPERATOR, PASSWORD, Map.of("code", "lyon", "name", "Lyon"));
            assertThat(opened.get("code").textValue()).isEqualTo("lyon");
            assertThat(paraphe.get("/api/accounts", OPERATOR, PASSWORD)).hasSize(1);

            var login = paraphe.visitBehindTls("/login");
            assertThat(login.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("Secure"));
            assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(login.body()).doesNotContain("camille");
        }
    }
}
