package fr.paraphe.testing;

/** The application's account at the SMS provider, in tests. */
public final class SmsAccount {

    public static final String SID = "AC0123456789abcdef0123456789abcdef";
    public static final String AUTH_TOKEN = "fedcba9876543210fedcba9876543210";
    public static final String FROM = "+33644556677";

    private SmsAccount() {}
}
