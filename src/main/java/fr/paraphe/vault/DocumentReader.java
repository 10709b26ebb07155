package fr.paraphe.vault;

/**
 * Who opens a document.
 *
 * @param by the user id of staff, or what names the partner's access; no name
 */
public record DocumentReader(Kind kind, String by, Channel channel) {

    public enum Kind {
        PARTNER,
        STAFF
    }

    /** By which door. */
    public enum Channel {
        PORTAL,
        CONSOLE,
        REST
    }

    public static DocumentReader staff(String userId, Channel channel) {
        return new DocumentReader(Kind.STAFF, userId, channel);
    }

    public static DocumentReader partner(String by) {
        return new DocumentReader(Kind.PARTNER, by, Channel.PORTAL);
    }
}
