package fr.paraphe.portal.web;

import fr.paraphe.portal.Invitation;
import fr.paraphe.portal.InvitationState;
import fr.paraphe.portal.web.InvitationRequests.Population;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
@Tag(name = "Invitations", description = "Partners are invited to open their space in the portal")
class InvitationApi {

    private static final String ACCOUNT = "Code of one of your accounts; absent: the one where you work";

    /**
     * @param number also the business key of the process
     * @param partner the business software's own name
     * @param mails how many were sent, reminders included
     */
    record InvitationView(
            String number,
            String partner,
            InvitationState state,
            String invitedBy,
            Instant invitedAt,
            int mails,
            @Nullable Instant lastMailAt,
            @Nullable Instant settledAt) {}

    /** @param next address of the page after, relative to this one; absent on the last */
    record InvitationPage(
            List<InvitationView> invitations, @Nullable String next) {}

    /** @param invited how many: their mails leave in the background */
    record Invited(int invited) {}

    private final InvitationRequests requests;

    InvitationApi(InvitationRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/partners/{reference}/invitation")
    @Operation(
            summary = "Invite a partner",
            description = "Sends a mail with an access code, then reminders. An earlier invitation ends; one that was"
                    + " just made goes on, and the answer is 200 instead of 201.")
    ResponseEntity<InvitationView> invite(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        var invited = requests.invite(account, reference);
        return ResponseEntity.status(invited.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(invited.invitation()));
    }

    @GetMapping("/partners/{reference}/invitation")
    @Operation(summary = "The latest invitation of a partner")
    InvitationView latest(
            @PathVariable String reference,
            @Parameter(description = ACCOUNT) @RequestParam(required = false) @Nullable String account) {
        return view(requests.latestOf(requests.partner(account, reference)));
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Invite all partners that a filter finds",
            description = "Left out are those without a usable mail, those who have a space or wait for an answer"
                    + " already, and those who want no such mails.")
    Invited inviteAll(@ParameterObject Population population) {
        return new Invited(requests.inviteAll(population));
    }

    @GetMapping("/invitations")
    @Operation(summary = "Invitations, the latest first, page by page")
    InvitationPage list(
            @RequestParam(required = false) @Nullable InvitationState state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        var page = requests.list(state, after, limit);
        var same = "?limit=" + limit + (state == null ? "" : "&state=" + state);
        return new InvitationPage(
                page.rows().stream().map(InvitationApi::view).toList(),
                page.next() == null ? null : same + "&after=" + page.next());
    }

    private static InvitationView view(Invitation invitation) {
        return new InvitationView(
                invitation.number().value(),
                invitation.partnerReference(),
                invitation.state(),
                invitation.invitedBy(),
                invitation.invitedAt(),
                invitation.mails(),
                invitation.lastMailAt(),
                invitation.settledAt());
    }
}
