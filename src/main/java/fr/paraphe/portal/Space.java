package fr.paraphe.portal;

import java.util.Locale;

/**
 * Where a person finds what concerns them, of every agency they work with.
 *
 * @param mail the name to log in with, in lower case
 * @param language {@code fr} or {@code en}
 * @param mustChangePassword nothing else is open until a password is chosen
 * @param sessionEpoch a session of an earlier epoch has ended
 */
public record Space(SpaceId id, String mail, String language, boolean mustChangePassword, int sessionEpoch) {

    /** How two addresses are compared: without the spaces around them, and not by case. */
    public static String login(String mail) {
        return mail.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "space " + id.value(); // an address is personal data
    }
}
