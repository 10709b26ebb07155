package fr.paraphe.portal;

/** What people call an invitation: {@code I-2026-000123}. It is the process's business key too. */
public record InvitationNumber(String value) {

    @Override
    public String toString() {
        return value;
    }
}
