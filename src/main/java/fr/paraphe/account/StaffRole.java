package fr.paraphe.account;

import fr.paraphe.camunda.identity.StaffGroups;
import java.util.Optional;
import java.util.stream.Stream;

/** What a member of staff may do; each role is a group of the engine's identity service. */
public enum StaffRole {
    AGENT(StaffGroups.AGENT),
    MANAGER(StaffGroups.MANAGER),
    /** Gets the mails about signed contracts; opens nothing by itself. */
    SIGNATORY(StaffGroups.SIGNATORY),
    /** Sees every account and alone switches options. */
    SUPPORT(StaffGroups.SUPPORT),
    /** Runs the installation: Cockpit, deployments, identities. */
    OPERATOR(StaffGroups.OPERATOR);

    private final String group;

    StaffRole(String group) {
        this.group = group;
    }

    public String group() {
        return group;
    }

    /** The name for access rules: {@code ROLE_SUPPORT}. */
    public String authority() {
        return "ROLE_" + name();
    }

    static Optional<StaffRole> ofAuthority(String authority) {
        return Stream.of(values())
                .filter(role -> role.authority().equals(authority))
                .findFirst();
    }

    public static Optional<StaffRole> ofGroup(String group) {
        return Stream.of(values()).filter(role -> role.group.equals(group)).findFirst();
    }
}
