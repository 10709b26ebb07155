package fr.paraphe.proposal;

import fr.paraphe.layout.Formats;
import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import fr.paraphe.partner.Alert;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.UnsubscribeLinks;
import fr.paraphe.secret.ServerSecret;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The personal link in each mail to a client. It is made when the mail leaves and a keyed hash of it is kept, so that
 * nobody but its reader ever has it; it leads to the contract by way of the login, and dies if the address was wrong.
 */
@Component
class ClientLinks implements PersonalTexts {

    static final String FLOW = "proposal";

    private static final String PURPOSE = "proposal-link";
    private static final int BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final ServerSecret secret;
    private final UnsubscribeLinks unsubscribing;
    private final Formats format;
    private final JdbcClient jdbc;
    private final String address;

    ClientLinks(
            ServerSecret secret,
            UnsubscribeLinks unsubscribing,
            Formats format,
            JdbcClient jdbc,
            @Value("${paraphe.public-url}") String publicUrl) {
        this.secret = secret;
        this.unsubscribing = unsubscribing;
        this.format = format;
        this.jdbc = jdbc;
        this.address = publicUrl + "/portal/proposals/link/";
    }

    private record About(String number, String title, LocalDate expiresOn, long partnerId, String kind) {}

    @Override
    public String flow() {
        return FLOW;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public PersonalPart partFor(long mail) {
        var about = jdbc.sql("""
                        select proposal.number, template.name as title, expires_on,
                          coalesce(partner_id, 0) as partner_id, kind
                        from proposal_mail mail
                        join proposal on proposal.id = mail.proposal_id
                        join proposal_template_version version on version.id = proposal.template_version_id
                        join proposal_template template on template.id = version.template_id
                        where mail.id = ?
                        """).param(mail).query(About.class).single();
        var token = draw();
        jdbc.sql("insert into proposal_link (hash, mail_id) values (?, ?)")
                .params(secret.sign(PURPOSE, token), mail)
                .update();
        var words = new HashMap<String, String>();
        words.put("link", address + token);
        words.put("number", about.number());
        words.put("title", about.title());
        words.put("until", format.date(about.expiresOn()));
        if (about.kind().equals(ClientMailing.Kind.FOLLOW_UP.name())) {
            var unsubscribe = unsubscribing.link(new PartnerId(about.partnerId()), Alert.CONTRACT_TO_SIGN);
            words.put("unsubscribe", unsubscribe.toString());
            return new PersonalPart(words, unsubscribe);
        }
        return new PersonalPart(words, null);
    }

    /**
     * The contract that a link leads to.
     *
     * @throws ProposalRefused if it is none of ours, or was sent to an address that was wrong
     */
    ProposalNumber read(String token) {
        return jdbc.sql("""
                        select number from proposal_link link
                        join proposal_mail mail on mail.id = link.mail_id
                        join proposal on proposal.id = mail.proposal_id and proposal.recipients = mail.recipient
                        where link.hash = ?
                        """)
                .param(secret.sign(PURPOSE, token))
                .query(String.class)
                .optional()
                .map(ProposalNumber::new)
                .orElseThrow(ProposalRefused::linkDead);
    }

    private String draw() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
