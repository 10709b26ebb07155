package fr.paraphe.signing;

import fr.paraphe.message.PersonalPart;
import fr.paraphe.message.PersonalTexts;
import fr.paraphe.secret.ServerSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a code when its message leaves: six figures, of which a keyed hash is stored. */
@Component
class CodeMaking implements PersonalTexts {

    static final String FLOW = "signing-code";
    static final Duration LASTS = Duration.ofMinutes(10);

    private static final String WORD = "code";

    /** Where the code stands in the text. */
    static final String CODE = "[[" + WORD + "]]";

    private static final String PURPOSE = "signing-code";
    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final ServerSecret secret;
    private final JdbcClient jdbc;
    private final Clock clock;

    CodeMaking(ServerSecret secret, JdbcClient jdbc, Clock clock) {
        this.secret = secret;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String flow() {
        return FLOW;
    }

    /** A message that is tried again has another code: the latest that left is the good one. */
    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public PersonalPart partFor(long id) {
        var code = "%06d".formatted(random.nextInt(CODES));
        jdbc.sql("update signing_code set hash = ?, expires_at = ? where id = ?")
                .params(hash(id, code), clock.instant().plus(LASTS).atOffset(ZoneOffset.UTC), id)
                .update();
        return new PersonalPart(Map.of(WORD, code), null);
    }

    byte[] hash(long id, String code) {
        return secret.sign(PURPOSE, id + " " + code);
    }
}
