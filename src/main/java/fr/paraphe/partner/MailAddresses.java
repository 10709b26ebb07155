package fr.paraphe.partner;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the mail addresses that every server takes from those that would come back, or would forge a header. */
public final class MailAddresses {

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7E]+");

    private static final EmailValidator ORDINARY = JMail.strictValidator()
            .requireTopLevelDomain()
            .disallowIpDomain()
            .disallowQuotedIdentifiers()
            .disallowObsoleteWhitespace()
            .disallowExplicitSourceRouting();

    private MailAddresses() {}

    /** Why no mail can be sent to this address; null if it can. */
    public static @Nullable ContactProblem problemOf(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return ContactProblem.MISSING;
        }
        return PRINTABLE_ASCII.matcher(address).matches() && ORDINARY.isValid(address) ? null : ContactProblem.INVALID;
    }
}
