package fr.paraphe.relaunch;

import fr.paraphe.contract.ContractId;
import fr.paraphe.contract.ContractReminder;
import fr.paraphe.contract.ContractReminders;
import fr.paraphe.message.Channel;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which contracts were relaunched, when, and by what channel. */
@Repository
class SentReminders implements ContractReminders {

    private final JdbcClient jdbc;

    SentReminders(JdbcClient jdbc) {
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
}
