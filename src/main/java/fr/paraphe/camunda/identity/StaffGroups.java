package fr.paraphe.camunda.identity;

/** The groups of the engine's identity service that staff may belong to. */
public final class StaffGroups {

    public static final String AGENT = "agent";
    public static final String MANAGER = "manager";
    public static final String SIGNATORY = "signatory";
    public static final String SUPPORT = "support";

    /** The engine's own name for those who may do everything. */
    public static final String OPERATOR = "camunda-admin";

    private StaffGroups() {}
}
