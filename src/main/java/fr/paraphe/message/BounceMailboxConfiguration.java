package fr.paraphe.message;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the mailbox that mails come back to, if one is named by {@code paraphe.message.bounces.host}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("paraphe.message.bounces.host")
class BounceMailboxConfiguration {

    @Bean
    BounceMailbox bounceMailbox(
            BounceSettings settings, MailBounces bounces, TransactionTemplate transaction, JdbcClient jdbc) {
        return new BounceMailbox(settings, bounces, transaction, jdbc);
    }

    @Bean
    SchedulingConfigurer bounceMailboxSchedule(BounceMailbox mailbox, BounceSettings settings) {
        return tasks -> tasks.addFixedDelayTask(mailbox::read, settings.every());
    }
}
