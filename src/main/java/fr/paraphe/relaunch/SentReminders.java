package fr.paraphe.relaunch;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractReminder;
import fr.paraphe.contract.ContractReminders;
import fr.paraphe.contract.ReminderFact;
import fr.paraphe.contract.ReminderFact.Kind;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MessageAttempts;
import fr.paraphe.message.MessageAttempts.Attempt;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which contracts were relaunched, when, and by what channel. */
@Repository
class SentReminders implements ContractReminders {

    private final MessageAttempts messages;
    private final RelaunchTexts texts;
    private final JdbcClient jdbc;

    SentReminders(MessageAttempts messages, RelaunchTexts texts, JdbcClient jdbc) {
        this.messages = messages;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    @Override
    public List<ContractReminder> of(Collection<ContractId> contracts) {
        return jdbc.sql("""
                        select chosen.contract_id, message.sent_at, message.channel, run.number
                        from relaunch_contract chosen
                        join relaunch run on run.id = chosen.relaunch_id
                        join message_outcome message on message.flow = :flow and message.run = run.number
                          and message.recipient = chosen.partner_id
                        where chosen.contract_id = any(:contracts) and chosen.ticked
                          and message.state in ('SENT', 'DELIVERED')
                        order by message.sent_at desc
                        """)
                .param("flow", Relaunch.FLOW)
                .param("contracts", contracts.stream().map(ContractId::value).toArray(Long[]::new))
                .query((row, number) -> new ContractReminder(
                        new ContractId(row.getLong("contract_id")),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("number")))
                .list();
    }

    /** A confirmed run that had the contract in it, with its person ticked. */
    private record Part(
            String run,
            Channel channel,
            Instant confirmedAt,
            long partner,
            @Nullable String skipped) {}

    @Override
    public List<ReminderFact> facts(ContractId contract) {
        return jdbc
                .sql("""
                        select run.number, run.channel, run.confirmed_at, chosen.partner_id, shown.skipped
                        from relaunch_contract chosen
                        join relaunch run on run.id = chosen.relaunch_id
                        join relaunch_recipient shown
                          on shown.relaunch_id = run.id and shown.partner_id = chosen.partner_id
                        where chosen.contract_id = ? and chosen.ticked and shown.ticked and run.confirmed_at is not null
                        order by run.id
                        """)
                .param(contract.value())
                .query((row, number) -> new Part(
                        row.getString("number"),
                        Channel.valueOf(row.getString("channel")),
                        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                        row.getLong("partner_id"),
                        row.getString("skipped")))
                .list()
                .stream()
                .flatMap(part -> part.skipped() == null ? ofMessages(part) : Stream.of(neverQueued(part)))
                .toList();
    }

    private ReminderFact neverQueued(Part part) {
        return new ReminderFact(
                part.confirmedAt(),
                Kind.SKIPPED,
                part.run(),
                part.channel(),
                null,
                null,
                null,
                reason(part.skipped()),
                null);
    }

    private Stream<ReminderFact> ofMessages(Part part) {
        return messages.of(new DispatchKey(Relaunch.FLOW, part.run()), part.partner()).stream()
                .flatMap(attempt -> Stream.concat(left(part, attempt), ended(part, attempt)));
    }

    private static Stream<ReminderFact> left(Part part, Attempt attempt) {
        return Stream.ofNullable(attempt.sentAt())
                .map(at -> new ReminderFact(
                        at,
                        Kind.SENT,
                        part.run(),
                        attempt.channel(),
                        attempt.address(),
                        attempt.text(),
                        attempt.providerId(),
                        null,
                        null));
    }

    private Stream<ReminderFact> ended(Part part, Attempt attempt) {
        return Stream.ofNullable(attempt.finishedAt())
                .map(at -> new ReminderFact(
                        at,
                        Kind.valueOf(attempt.state().name()),
                        part.run(),
                        attempt.channel(),
                        attempt.address(),
                        null,
                        attempt.providerId(),
                        reason(attempt.reason()),
                        attempt.detail()));
    }

    private @Nullable String reason(@Nullable String name) {
        return name == null ? null : texts.reason(name, Locale.FRENCH);
    }
}
