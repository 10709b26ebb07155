package fr.paraphe.account.web;

import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.StaffDirectory;
import fr.paraphe.account.StaffMember;
import fr.paraphe.account.StaffRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/staff")
@Tag(name = "Staff")
class StaffApi {

    private static final Set<StaffRole> OF_THE_HOUSE = Set.of(StaffRole.SUPPORT, StaffRole.OPERATOR);

    /**
     * @param password the first one; a known person keeps the present one
     * @param account the code of the account where this person works
     */
    record Enrolment(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9._@-]+") String userId,
            @NotBlank String givenName,
            @NotBlank String familyName,
            @Nullable @Email String mail,
            @NotBlank String password,
            @NotBlank String account,
            @NotEmpty Set<StaffRole> roles,
            boolean seesAttached) {

        StaffMember member() {
            return new StaffMember(userId, givenName, familyName, mail, account, roles, seesAttached);
        }
    }

    private final StaffDirectory directory;
    private final CurrentStaff staff;

    StaffApi(StaffDirectory directory, CurrentStaff staff) {
        this.directory = directory;
        this.staff = staff;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Add a member of staff, or bring a known one in step (support and operators)")
    void enrol(@Valid @RequestBody Enrolment asked) {
        if (!staff.scope().has(StaffRole.OPERATOR) && (isOfTheHouse(asked.roles()) || isOfTheHouse(asked.userId()))) {
            throw AccountRefused.operatorsAlone();
        }
        directory.enrol(asked.member(), asked.password());
    }

    private boolean isOfTheHouse(String userId) {
        return isOfTheHouse(directory.rolesOf(userId));
    }

    private static boolean isOfTheHouse(Set<StaffRole> roles) {
        return roles.stream().anyMatch(OF_THE_HOUSE::contains);
    }
}
