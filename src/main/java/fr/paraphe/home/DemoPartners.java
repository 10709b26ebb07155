package fr.paraphe.home;

import java.util.List;

/** The partners whose spaces the demonstration data opens, shown beside {@link DemoStaff}; the password is the same. */
public record DemoPartners(List<DemoPartner> partners) {

    public DemoPartners {
        partners = List.copyOf(partners);
    }

    /** @param role a word under which the message file says what each is for */
    public record DemoPartner(String mail, String role) {}
}
