package fr.paraphe.testing;

/** The mailbox of tests that mails come back to. */
public final class ReturnedMail {

    public static final String ADDRESS = "retours@paraphe.example";
    public static final String USER = "retours";
    public static final String PASSWORD = "mot de passe des retours";

    private ReturnedMail() {}
}
