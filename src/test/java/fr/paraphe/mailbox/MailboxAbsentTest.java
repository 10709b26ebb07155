package fr.paraphe.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class MailboxAbsentTest {

    @Test
    @DisplayName("With the production profile nothing is caught and there is no page, whatever the settings say")
    void production() {
        try (var context = start(
                "--spring.profiles.active=production",
                "--paraphe.mailbox.enabled=true",
                "--paraphe.mailbox.open=true",
                "--paraphe.mailbox.catches-mail=true",
                "--paraphe.mailbox.catches-sms=true")) {
            assertThat(context.getBeansOfType(MailCatcher.class)).isEmpty();
            assertThat(context.getBeansOfType(SmsCatcher.class)).isEmpty();
            assertThat(context.getBeansOfType(MailboxPages.class)).isEmpty();
            assertThat(context.getBeansOfType(MailboxApi.class)).isEmpty();
            assertThat(context.getEnvironment().containsProperty("spring.mail.host"))
                    .isFalse();
        }
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
    @DisplayName("The mailbox can be switched off")
    void switchedOff() {
        var off = decided(new MockEnvironment().withProperty("paraphe.mailbox.enabled", "false"));
        assertThat(off.getProperty("paraphe.mailbox.open")).isEqualTo("false");
        assertThat(off.containsProperty("spring.mail.host")).isFalse();
    }

    private static MockEnvironment decided(MockEnvironment environment) {
        new MailboxEnvironment().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(MailboxSlice.class)
                .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn")
                .run(arguments);
    }
}
