package fr.paraphe.account.web;

import fr.paraphe.account.Account;
import fr.paraphe.account.AccountId;
import fr.paraphe.account.AccountOption;
import fr.paraphe.account.AccountRefused;
import fr.paraphe.account.AccountSettings;
import fr.paraphe.account.Accounts;
import fr.paraphe.account.CurrentStaff;
import fr.paraphe.account.Location;
import fr.paraphe.account.Options;
import fr.paraphe.account.StaffRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/accounts")
@Tag(name = "Accounts")
class AccountApi {

    /** @param attachedTo the code of the account that this one is attached to */
    record AccountView(String code, String name, @Nullable String attachedTo, String holidayCalendar) {}

    /** @param attachedTo the code of an account that is open */
    record NewAccount(
            @NotBlank @Pattern(regexp = "[a-z0-9-]+") String code,
            @NotBlank String name,
            @Nullable String attachedTo) {}

    /** @param calendar France, a department of Alsace-Moselle, or an overseas territory, by its ISO 3166 code */
    record HolidayCalendar(
            @NotNull @Pattern(regexp = "FR(-57|-67|-68)?|GP|MQ|GF|RE|YT|PM|BL|MF")
            String calendar) {}

    record NewLocation(
            @NotBlank @Pattern(regexp = "[^\\p{C}]{1,120}") String name) {}

    /** @param switches who switched it, when, and to what; the latest first */
    record OptionView(String option, boolean on, List<Options.Switch> switches) {}

    record OptionSwitch(@NotNull Boolean on) {}

    private final CurrentStaff staff;
    private final Accounts accounts;
    private final AccountSettings settings;
    private final Options options;

    AccountApi(CurrentStaff staff, Accounts accounts, AccountSettings settings, Options options) {
        this.staff = staff;
        this.accounts = accounts;
        this.settings = settings;
        this.options = options;
    }

    @GetMapping
    @Operation(summary = "The accounts that you see")
    List<AccountView> seen() {
        return accounts.all(staff.scope().accounts()).stream().map(this::view).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open an account, all options off (support and operators)")
    AccountView open(@Valid @RequestBody NewAccount asked) {
        var account = settings.open(asked.code(), asked.name(), parent(asked.attachedTo()));
        return view(account);
    }

    @PutMapping("/{code}/holiday-calendar")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Choose whose public holidays count (managers and support)")
    void observe(@PathVariable String code, @Valid @RequestBody HolidayCalendar asked) {
        settings.observe(managed(code), asked.calendar());
    }

    @GetMapping("/{code}/locations")
    @Operation(summary = "The places where an account is at home")
    List<String> locations(@PathVariable String code) {
        return accounts.locationsOf(staff.account(code).id()).stream()
                .map(Location::name)
                .toList();
    }

    @PostMapping("/{code}/locations")
    @Operation(
            summary = "Add a location (managers and support)",
            description = "An account with several names one of them for each contract that it sends.")
    List<String> locate(@PathVariable String code, @Valid @RequestBody NewLocation asked) {
        settings.locate(managed(code), asked.name().strip());
        return locations(code);
    }

    private AccountId managed(String code) {
        var account = staff.account(code);
        var scope = staff.scope();
        if (!scope.has(StaffRole.MANAGER) && !scope.has(StaffRole.SUPPORT)) {
            throw AccountRefused.managersAlone();
        }
        return account.id();
    }

    @GetMapping("/{code}/options/{option}")
    @Operation(summary = "An option of an account, and who switched it when")
    OptionView option(@PathVariable String code, @PathVariable String option) {
        return view(staff.account(code), known(option));
    }

    @PutMapping("/{code}/options/{option}")
    @Operation(summary = "Switch an option (support only)")
    OptionView switchOption(
            @PathVariable String code, @PathVariable String option, @Valid @RequestBody OptionSwitch asked) {
        var account = staff.account(code);
        options.switchOption(account.id(), known(option), asked.on(), staff.scope());
        return view(account, known(option));
    }

    private static AccountOption known(String slug) {
        return AccountOption.ofSlug(slug).orElseThrow(() -> AccountRefused.unknownOption(slug));
    }

    private @Nullable AccountId parent(@Nullable String code) {
        return code == null
                ? null
                : accounts.byCode(code)
                        .orElseThrow(() -> AccountRefused.unknown(code))
                        .id();
    }

    private AccountView view(Account account) {
        var parent = account.parent();
        return new AccountView(
                account.code(),
                account.name(),
                parent == null ? null : accounts.byId(parent).code(),
                account.holidayCalendar());
    }

    private OptionView view(Account account, AccountOption option) {
        return new OptionView(
                option.slug(), options.isOn(account.id(), option), options.switches(account.id(), option));
    }
}
