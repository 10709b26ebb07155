package fr.paraphe.portal.web;

/** The fields of a password's form. What was typed is never sent back. */
final class PasswordChoice {

    static final PasswordChoice NONE = new PasswordChoice();

    private PasswordChoice() {}

    public String getPresent() {
        return "";
    }

    public String getPassword() {
        return "";
    }

    public String getConfirmation() {
        return "";
    }
}
