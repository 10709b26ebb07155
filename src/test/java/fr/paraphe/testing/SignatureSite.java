package fr.paraphe.testing;

/** The remote platform of tests, which the shared WireMock server plays: where it is and how one logs in. */
public final class SignatureSite {

    public static final String PATH = "/platform/api/signatures";
    public static final String USER = "paraphe";
    public static final String PASSWORD = "mot de passe de la plateforme";

    private SignatureSite() {}
}
