package fr.paraphe.camunda.identity;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The engine's identity service as the store of staff. Who may change it is for the caller to decide: the engine's own
 * checks on the person at work do not apply here.
 */
@Component
public class StaffIdentities {

    /** The names and the address of a member of staff, as Tasklist and Admin show them. */
    public record Person(
            String userId,
            String givenName,
            String familyName,
            @Nullable String mail) {}

    private final IdentityService identities;

    StaffIdentities(IdentityService identities) {
        this.identities = identities;
    }

    public boolean exists(String userId) {
        return unfenced(() -> identities.createUserQuery().userId(userId).count() > 0);
    }

    /** Given name and family name; empty for a stranger, or a person without a name. */
    public Optional<String> nameOf(String userId) {
        return unfenced(() -> Optional.ofNullable(
                        identities.createUserQuery().userId(userId).singleResult())
                .map(user -> Stream.of(user.getFirstName(), user.getLastName())
                        .filter(Objects::nonNull)
                        .collect(joining(" ")))
                .filter(name -> !name.isBlank()));
    }

    public boolean passwordMatches(String userId, String password) {
        return unfenced(() -> identities.checkPassword(userId, password));
    }

    public Set<String> groupsOf(String userId) {
        return unfenced(() -> identities.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .collect(toSet()));
    }

    /** The mail addresses of a group's members who see a tenant, by user id; who has none is left out. */
    public Map<String, String> mailsOf(String group, String tenant) {
        return unfenced(() -> identities.createUserQuery().memberOfGroup(group).memberOfTenant(tenant).list().stream()
                .filter(user -> user.getEmail() != null && !user.getEmail().isBlank())
                .collect(toMap(User::getId, User::getEmail)));
    }

    /** A group's members who see a tenant, by user id. */
    public Set<String> membersOf(String group, String tenant) {
        return unfenced(() -> identities.createUserQuery().memberOfGroup(group).memberOfTenant(tenant).list().stream()
                .map(User::getId)
                .collect(toSet()));
    }

    /** Whether the password policy lets this person have this password. */
    public boolean accepts(Person person, String password) {
        return unfenced(() -> identities
                .checkPasswordAgainstPolicy(password, named(identities.newUser(person.userId()), person))
                .isValid());
    }

    /** Adds a person, or brings a known one's names and groups in step; a known person keeps the password. */
    public void save(Person person, String firstPassword, Set<String> groups) {
        unfenced(() -> {
            var known = identities.createUserQuery().userId(person.userId()).singleResult();
            var user = known == null ? identities.newUser(person.userId()) : known;
            if (known == null) {
                user.setPassword(firstPassword);
            }
            identities.saveUser(named(user, person));
            var current = groupsOf(person.userId());
            without(current, groups).forEach(group -> identities.deleteMembership(person.userId(), group));
            without(groups, current).forEach(group -> identities.createMembership(person.userId(), group));
            return person;
        });
    }

    /** Makes an account known to the engine; support sees it at once. */
    public void openTenant(String code, String name) {
        unfenced(() -> {
            var known = identities.createTenantQuery().tenantId(code).singleResult();
            var tenant = known == null ? identities.newTenant(code) : known;
            tenant.setName(name);
            identities.saveTenant(tenant);
            if (known == null) {
                identities.createTenantGroupMembership(code, StaffGroups.SUPPORT);
            }
            return tenant;
        });
    }

    /** From now on this person sees these tenants, besides those of the person's groups. */
    public void showTenants(String userId, Set<String> codes) {
        unfenced(() -> {
            var current = identities.createTenantQuery().userMember(userId).list().stream()
                    .map(Tenant::getId)
                    .collect(toSet());
            without(current, codes).forEach(code -> identities.deleteTenantUserMembership(code, userId));
            without(codes, current).forEach(code -> identities.createTenantUserMembership(code, userId));
            return codes;
        });
    }

    private static User named(User user, Person person) {
        user.setFirstName(person.givenName());
        user.setLastName(person.familyName());
        user.setEmail(person.mail());
        return user;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(toSet());
    }

    private <T> T unfenced(Supplier<T> work) {
        var person = identities.getCurrentAuthentication();
        identities.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (person != null) {
                identities.setAuthentication(person);
            }
        }
    }
}
