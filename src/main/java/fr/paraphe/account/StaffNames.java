package fr.paraphe.account;

import fr.paraphe.camunda.identity.StaffIdentities;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/** People by name where their logins are known; pages call it {@code @staffNames}. Each is looked up once a page. */
@Component("staffNames")
@RequestScope
public class StaffNames {

    private final StaffIdentities identities;
    private final Map<String, String> known = new HashMap<>();

    StaffNames(StaffIdentities identities) {
        this.identities = identities;
    }

    /** "Camille Moreau" for {@code camille}; what is nobody's login stays as it is; nobody is nothing. */
    public String of(@Nullable String userId) {
        return userId == null
                ? ""
                : known.computeIfAbsent(
                        userId, login -> identities.nameOf(login).orElse(login));
    }
}
