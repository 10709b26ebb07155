package fr.paraphe.proposal;

import fr.paraphe.account.Account;
import fr.paraphe.message.Channel;
import fr.paraphe.message.DispatchKey;
import fr.paraphe.message.MessageSending;
import fr.paraphe.message.MessageText;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What this module's mails say: for all contracts of an account the same, but for the words that are each mail's own.
 */
@Component
class MailTexts {

    private final MessageSending messages;
    private final MessageSource texts;

    MailTexts(MessageSending messages, MessageSource texts) {
        this.messages = messages;
        this.texts = texts;
    }

    /**
     * The dispatch of a kind of mails, composed if there is none yet.
     *
     * @param kind {@code proposal.mail.<kind>.subject} and {@code .body} in the message files are its text
     */
    DispatchKey dispatch(String flow, Account account, Enum<?> kind) {
        var said = new LinkedHashMap<Locale, MessageText>();
        for (var language : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            var values = new Object[] {account.name()};
            said.put(
                    language,
                    new MessageText(
                            texts.getMessage("proposal.mail." + kind + ".subject", values, language),
                            texts.getMessage("proposal.mail." + kind + ".body", values, language)));
        }
        var run = account.code() + "-" + kind.name().toLowerCase(Locale.ROOT) + "-"
                + Integer.toHexString(said.hashCode());
        var dispatch = new DispatchKey(flow, run);
        messages.compose(dispatch, account.id(), Channel.MAIL, said);
        return dispatch;
    }
}
