package fr.paraphe.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.mock.env.MockEnvironment;

class MailboxAbsentTest {

    @Test
    @DisplayName("With the production profile nothing is caught, whatever the settings say")
    void production() {
        var production = new MockEnvironment()
                .withProperty("paraphe.mailbox.enabled", "true")
                .withProperty("paraphe.mailbox.open", "true")
                .withProperty("paraphe.mailbox.catches-mail", "true")
                .withProperty("paraphe.mailbox.catches-sms", "true");
        production.setActiveProfiles("production");

        assertNothingCaught(decided(production));
    }

    @Test
    @DisplayName("A configured mail server or SMS provider is used; only the other one is caught")
    void configured() {
        var realMail = decided(new MockEnvironment().withProperty("spring.mail.host", "smtp.example.org"));
        assertThat(realMail.getProperty("spring.mail.host")).isEqualTo("smtp.example.org");
        assertThat(realMail.getProperty("paraphe.mailbox.catches-mail")).isEqualTo("false");
        assertThat(realMail.getProperty("paraphe.mailbox.catches-sms")).isEqualTo("true");

        var realSms = decided(new MockEnvironment().withProperty("paraphe.message.sms.account-sid", "AC1"));
        assertThat(realSms.containsProperty("paraphe.message.sms.base-url")).isFalse();
        assertThat(realSms.getProperty("paraphe.mailbox.catches-mail")).isEqualTo("true");
        assertThat(realSms.getProperty("paraphe.mailbox.catches-sms")).isEqualTo("false");
    }

    @Test
    @DisplayName("The mailbox can be switched off: then it has no server and no page")
    void switchedOff() {
        assertNothingCaught(decided(new MockEnvironment().withProperty("paraphe.mailbox.enabled", "false")));

        try (var context = new SpringApplicationBuilder(MailboxSlice.class)
                .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn")
                .run("--paraphe.mailbox.enabled=false")) {
            assertThat(context.getBeansOfType(MailCatcher.class)).isEmpty();
            assertThat(context.getBeansOfType(SmsCatcher.class)).isEmpty();
            assertThat(context.getBeansOfType(MailboxPages.class)).isEmpty();
            assertThat(context.getBeansOfType(MailboxApi.class)).isEmpty();
        }
    }

    private static void assertNothingCaught(MockEnvironment environment) {
        assertThat(environment.getProperty("paraphe.mailbox.open")).isEqualTo("false");
        assertThat(environment.getProperty("paraphe.mailbox.catches-mail")).isEqualTo("false");
        assertThat(environment.getProperty("paraphe.mailbox.catches-sms")).isEqualTo("false");
        assertThat(environment.containsProperty("spring.mail.host")).isFalse();
        assertThat(environment.containsProperty("paraphe.message.sms.base-url")).isFalse();
    }

    private static MockEnvironment decided(MockEnvironment environment) {
        new MailboxEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
