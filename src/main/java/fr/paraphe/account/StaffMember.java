package fr.paraphe.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who works for an account.
 *
 * @param userId the name to log in with: letters, digits, {@code . _ @ -}
 * @param account the code of the account where this person works
 * @param seesAttached whether the accounts attached to that one are seen too
 */
public record StaffMember(
        String userId,
        String givenName,
        String familyName,
        @Nullable String mail,
        String account,
        Set<StaffRole> roles,
        boolean seesAttached) {

    public StaffMember {
        roles = Set.copyOf(roles);
    }
}
