package fr.paraphe.contract;

import fr.paraphe.account.AccountId;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.DueSending;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageText;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells a partner by mail that the contract is signed by both parties and where the sealed document is. */
@Service
public class CompletionTelling {

    private final MessageSending messages;
    private final DueSending sending;
    private final MessageSource texts;
    private final JdbcClient jdbc;

    CompletionTelling(MessageSending messages, DueSending sending, MessageSource texts, JdbcClient jdbc) {
        this.messages = messages;
        this.sending = sending;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    private record Reader(long account, String agency, String mail, String language) {}

    /** Queues the mail, once a contract; who has no mail finds the document in the portal. */
    @Transactional
    public void tell(ContractId contract) {
        jdbc.sql("""
                        select account.id as account, account.name as agency, partner.mail, partner.language
                        from contract
                        join account on account.id = contract.account_id
                        join partner on partner.id = contract.partner_id
                        where contract.id = ? and partner.mail_problem is null
                        """)
                .param(contract.value())
                .query(Reader.class)
                .optional()
                .ifPresent(reader -> tell(contract, reader));
    }

    private void tell(ContractId contract, Reader reader) {
        var said = new LinkedHashMap<Locale, MessageText>();
        for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            var values = new Object[] {reader.agency(), CompletionLinks.LINK};
            said.put(
                    language,
                    new MessageText(
                            texts.getMessage("contract.complete.mail.subject", values, language),
                            texts.getMessage("contract.complete.mail.body", values, language)));
        }
        var dispatch =
                new DispatchKey(CompletionLinks.FLOW, reader.account() + "-" + Integer.toHexString(said.hashCode()));
        messages.compose(dispatch, new AccountId(reader.account()), Channel.MAIL, said);
        messages.queueOne(dispatch, contract.value(), reader.mail(), reader.language());
    }

    @Scheduled(fixedDelay = 1_000)
    void sendDue() {
        sending.sendDue(CompletionLinks.FLOW);
    }
}
