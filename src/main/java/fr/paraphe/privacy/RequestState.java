package fr.paraphe.privacy;

public enum RequestState {
    OPEN,
    DONE,
    REFUSED
}
