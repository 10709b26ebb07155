package fr.paraphe.home;

import java.util.List;

/** The partners whose spaces the demonstration data opens, shown beside {@link DemoStaff}; the password is the same. */
public record DemoPartners(List<DemoPartner> partners) {

    public DemoPartners {
        partners = List.copyOf(partners);
    }

    /** @param role worker or client: what each is for stands in the message file */
    public record DemoPartner(String mail, String role) {}
}
