package fr.paraphe.account;

import java.util.Locale;
import java.util.Set;

/** Passwords that everybody knows, from this project's own documents or from habit. */
public final class Passwords {

    private static final Set<String> WELL_KNOWN =
            Set.of("paraphe-demo", "paraphe", "postgres", "camunda", "demo", "admin", "password", "changeme");

    private Passwords() {}

    public static boolean isWellKnown(String password) {
        return WELL_KNOWN.contains(password.toLowerCase(Locale.ROOT));
    }
}
