package fr.paraphe.camunda.identity;

import static java.util.stream.Collectors.toSet;
import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The groups of staff and what each may do in the engine. Which accounts' instances a person sees is the tenants'
 * matter. Works once all processes are deployed: agents get each of them by its key, but for a
 * {@link ConfidentialProcess}.
 */
@Component
class Authorizations implements SmartInitializingSingleton {

    private static final Map<String, String> GROUPS = Map.of(
            StaffGroups.AGENT, "Gestionnaires",
            StaffGroups.MANAGER, "Responsables",
            StaffGroups.SIGNATORY, "Signataires",
            StaffGroups.SUPPORT, "Support",
            StaffGroups.OPERATOR, "Exploitation");

    private static final List<String> WORKERS = List.of(StaffGroups.AGENT, StaffGroups.MANAGER, StaffGroups.SUPPORT);

    private static final Permission[] WORK = {
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.CREATE_INSTANCE,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.UPDATE_INSTANCE,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.TASK_WORK,
        ProcessDefinitionPermissions.TASK_ASSIGN,
        ProcessDefinitionPermissions.READ_HISTORY
    };

    /** What agents had before there were confidential processes. */
    private static final Grant WORK_ON_EVERYTHING =
            new Grant(StaffGroups.AGENT, Resources.PROCESS_DEFINITION, ANY, WORK);

    private record Grant(String group, Resource resource, String resourceId, Permission... permissions) {

        boolean isAbout(Authorization authorization) {
            return group.equals(authorization.getGroupId())
                    && resource.resourceType() == authorization.getResourceType()
                    && resourceId.equals(authorization.getResourceId());
        }
    }

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final RepositoryService processes;
    private final Set<String> confidential;

    Authorizations(
            IdentityService identities,
            AuthorizationService authorizations,
            RepositoryService processes,
            List<ConfidentialProcess> confidential) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.processes = processes;
        this.confidential = confidential.stream().map(ConfidentialProcess::key).collect(toSet());
    }

    @Override
    public void afterSingletonsInstantiated() {
        bringInStep();
    }

    /** Idempotent: what an operator granted besides stays. */
    void bringInStep() {
        GROUPS.forEach(this::createGroup);
        var known = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(GROUPS.keySet().toArray(String[]::new))
                .list();
        for (var grant : grants()) {
            save(
                    grant,
                    known.stream()
                            .filter(grant::isAbout)
                            .findFirst()
                            .orElseGet(() -> authorizations.createNewAuthorization(AUTH_TYPE_GRANT)));
        }
        known.stream().filter(WORK_ON_EVERYTHING::isAbout).forEach(this::takeWork);
    }

    private List<Grant> grants() {
        var grants = new ArrayList<Grant>();
        for (var group : WORKERS) {
            grants.add(new Grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
            processesOf(group).forEach(key -> grants.add(new Grant(group, Resources.PROCESS_DEFINITION, key, WORK)));
            grants.add(new Grant(group, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.CREATE));
            grants.add(new Grant(group, Resources.FILTER, ANY, Permissions.READ));
            for (var named : GROUPS.keySet()) {
                grants.add(new Grant(group, Resources.GROUP, named, Permissions.READ));
            }
        }
        for (var resource : Resources.values()) {
            grants.add(new Grant(StaffGroups.OPERATOR, resource, ANY, Permissions.ALL));
        }
        return grants;
    }

    private Stream<String> processesOf(String group) {
        if (!group.equals(StaffGroups.AGENT)) {
            return Stream.of(ANY);
        }
        return processes.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(ProcessDefinition::getKey)
                .filter(key -> !confidential.contains(key))
                .distinct();
    }

    private void createGroup(String id, String name) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            var group = identities.newGroup(id);
            group.setName(name);
            group.setType(id.equals(StaffGroups.OPERATOR) ? "SYSTEM" : "WORKFLOW");
            identities.saveGroup(group);
        }
    }

    private void save(Grant grant, Authorization authorization) {
        authorization.setGroupId(grant.group());
        authorization.setResource(grant.resource());
        authorization.setResourceId(grant.resourceId());
        for (var permission : grant.permissions()) {
            authorization.addPermission(permission);
        }
        authorizations.saveAuthorization(authorization);
    }

    private void takeWork(Authorization authorization) {
        for (var permission : WORK) {
            authorization.removePermission(permission);
        }
        var granted = EnumSet.complementOf(EnumSet.of(ProcessDefinitionPermissions.NONE));
        if (granted.stream().anyMatch(authorization::isPermissionGranted)) {
            authorizations.saveAuthorization(authorization);
        } else {
            authorizations.deleteAuthorization(authorization.getId());
        }
    }
}
