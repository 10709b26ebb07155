package fr.paraphe.portal;

import fr.paraphe.problem.Refusal;
import java.util.List;

/** What is refused to partners in the portal, and to staff who invite them. */
public final class PortalRefused extends Refusal {

    private PortalRefused(String type, int status) {
        super(type, status);
    }

    /** What is somebody else's does not exist. */
    public static PortalRefused nothingHere() {
        return new PortalRefused("portal-nothing-here", 404);
    }

    static PortalRefused unreachable() {
        return new PortalRefused("portal-partner-unreachable", 422);
    }

    static PortalRefused unsubscribed() {
        return new PortalRefused("portal-partner-unsubscribed", 409);
    }

    static PortalRefused spaceOpen() {
        return new PortalRefused("portal-space-open", 409);
    }

    public static PortalRefused neverInvited() {
        return new PortalRefused("portal-never-invited", 404);
    }

    static PortalRefused codeWrong() {
        return new PortalRefused("portal-code-wrong", 422);
    }

    static PortalRefused codeUsed() {
        return new PortalRefused("portal-code-used", 409);
    }

    static PortalRefused codeExpired() {
        return new PortalRefused("portal-code-expired", 410);
    }

    static PortalRefused codeReplaced() {
        return new PortalRefused("portal-code-replaced", 409);
    }

    static PortalRefused presentPasswordWrong() {
        var refusal = new PortalRefused("portal-password-refused", 422);
        refusal.withError("present", "portal.password.wrong.PRESENT");
        return refusal;
    }

    static PortalRefused password(List<PasswordRule> broken) {
        var refusal = new PortalRefused("portal-password-refused", 422);
        broken.forEach(rule -> refusal.withError(rule.field(), "portal.password.wrong." + rule));
        return refusal;
    }
}
