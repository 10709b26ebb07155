package fr.paraphe.camunda.identity;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;

/** The groups of staff and what each may do in the engine. Which instances a person sees is the tenants' matter. */
class Authorizations {

    private static final Map<String, String> GROUPS = Map.of(
            StaffGroups.AGENT, "Gestionnaires",
            StaffGroups.MANAGER, "Responsables",
            StaffGroups.SIGNATORY, "Signataires",
            StaffGroups.SUPPORT, "Support",
            StaffGroups.OPERATOR, "Exploitation");

    private static final List<String> WORKERS = List.of(StaffGroups.AGENT, StaffGroups.MANAGER, StaffGroups.SUPPORT);

    private record Grant(String group, Resource resource, String resourceId, Permission... permissions) {

        boolean isAbout(Authorization authorization) {
            return group.equals(authorization.getGroupId())
                    && resource.resourceType() == authorization.getResourceType()
                    && resourceId.equals(authorization.getResourceId());
        }
    }

    private final IdentityService identities;
    private final AuthorizationService authorizations;

    Authorizations(ProcessEngine engine) {
        this.identities = engine.getIdentityService();
        this.authorizations = engine.getAuthorizationService();
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
    }

    private static List<Grant> grants() {
        var grants = new ArrayList<Grant>();
        for (var group : WORKERS) {
            grants.add(new Grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
            grants.add(new Grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.TASK_WORK,
                    ProcessDefinitionPermissions.TASK_ASSIGN,
                    ProcessDefinitionPermissions.READ_HISTORY));
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
}
