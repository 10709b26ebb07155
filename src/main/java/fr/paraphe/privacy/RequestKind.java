package fr.paraphe.privacy;

/** What a person asks for: all that is known about them (GDPR article 15), or its erasure (article 17). */
public enum RequestKind {
    ACCESS,
    ERASURE
}
