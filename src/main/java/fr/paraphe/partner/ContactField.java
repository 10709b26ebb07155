package fr.paraphe.partner;

import java.util.Locale;

/** What can change about the way a partner is reached, and whether the relation goes on. */
public enum ContactField {
    MAIL,
    PHONE,
    MAIL_BOUNCED,
    MOBILE_BOUNCED,
    MAIL_OPTED_OUT,
    SMS_OPTED_OUT,
    ALERT,
    LOCK,
    RELATION;

    /** The name in forms and JSON: {@code mail}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
