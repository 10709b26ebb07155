package fr.paraphe.testing;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.camunda.identity.StartableProcess;
import fr.paraphe.contract.ContractImporting;
import fr.paraphe.partner.PartnerImporting;
import java.time.Duration;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.util.TestSocketUtils;

/** What stands around the application in a test: database, mail server, SMS provider, clock. All are real servers. */
@TestConfiguration(proxyBeanMethods = false)
class OuterEdges {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

    @Bean
    JdbcConnectionDetails database() {
        return TestDatabase.fresh();
    }

    /** A test that stops and starts it finds it at the same ports. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail mailServer() {
        var protocols = new ServerSetup[] {
            ServerSetup.SMTP.port(TestSocketUtils.findAvailableTcpPort()),
            ServerSetup.IMAP.port(TestSocketUtils.findAvailableTcpPort())
        };
        Stream.of(protocols).forEach(protocol -> protocol.setServerStartupTimeout(STARTS_WITHIN.toMillis()));
        return new GreenMail(protocols)
                .withConfiguration(new GreenMailConfiguration()
                        .withUser(ReturnedMail.ADDRESS, ReturnedMail.USER, ReturnedMail.PASSWORD));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    WireMockServer smsProvider() {
        return new WireMockServer(options().dynamicPort());
    }

    @Bean
    DynamicPropertyRegistrar addresses(GreenMail mailServer, WireMockServer smsProvider) {
        return properties -> {
            properties.add("spring.mail.host", () -> "127.0.0.1");
            properties.add("spring.mail.port", () -> mailServer.getSmtp().getPort());
            properties.add(
                    "paraphe.message.bounces.port", () -> mailServer.getImap().getPort());
            properties.add("paraphe.message.bounces.user", () -> ReturnedMail.USER);
            properties.add("paraphe.message.bounces.password", () -> ReturnedMail.PASSWORD);
            properties.add("paraphe.message.sms.base-url", smsProvider::baseUrl);
            properties.add("paraphe.contract.synchronisation.url", () -> smsProvider.baseUrl() + SignatureSite.PATH);
            properties.add("paraphe.contract.synchronisation.user", () -> SignatureSite.USER);
            properties.add("paraphe.contract.synchronisation.password", () -> SignatureSite.PASSWORD);
            properties.add("paraphe.message.sms.account-sid", () -> SmsAccount.SID);
            properties.add("paraphe.message.sms.auth-token", () -> SmsAccount.AUTH_TOKEN);
            properties.add("paraphe.message.sms.from", () -> SmsAccount.FROM);
        };
    }

    /** The process of the tests of the engine's fences. */
    @Bean
    StartableProcess probe() {
        return new StartableProcess("probe");
    }

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    Given given(
            AccountSettings accounts,
            Options options,
            StaffDirectory staff,
            PartnerImporting partners,
            ContractImporting contracts) {
        return new Given(accounts, options, staff, partners, contracts);
    }

    @Bean
    Jobs jobs(ManagementService management, RuntimeService runtime, TestClock clock) {
        return new Jobs(management, runtime, clock);
    }
}
