package fr.paraphe.partner.web;

import fr.paraphe.partner.ContactPoint;
import fr.paraphe.partner.ContactProblem;
import fr.paraphe.partner.PartnerId;
import fr.paraphe.partner.PartnerKind;
import fr.paraphe.partner.PartnerListing.Page;
import fr.paraphe.partner.PartnerListing.Place;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What an address asks of a list of partners; an absent or empty parameter does not narrow. */
record PartnerQuery(
        @Parameter(description = "Code of one of your accounts; absent: all that you see") @Nullable
        String account,

        @Parameter(description = "The relation with the account") @Nullable
        PartnerKind kind,

        @Parameter(
                description =
                        "Words of the name or the reference, whole or in part, in any order; accents and case do not count")
        @Nullable
        String text,

        @Parameter(description = "Partners that cannot be reached this way") @Nullable
        ContactPoint contact,

        @Parameter(description = "Partners whose mail or mobile has this problem") @Nullable
        ContactProblem problem,

        @Parameter(description = "The page after this place: follow `next`") @Nullable
        Long after,

        @Parameter(description = "The page before this place: follow `previous`") @Nullable
        Long before) {

    @Nullable
    Place place() {
        if (after != null) {
            return Place.after(new PartnerId(after));
        }
        return before == null ? null : Place.before(new PartnerId(before));
    }

    /** The address of the next page, relative to this one; null on the last. */
    static @Nullable String next(Page page) {
        var rows = page.rows();
        return page.next() && !rows.isEmpty()
                ? here("after", rows.get(rows.size() - 1).id())
                : null;
    }

    /** The address of the previous page, relative to this one; null on the first. */
    static @Nullable String previous(Page page) {
        var rows = page.rows();
        return page.previous() && !rows.isEmpty() ? here("before", rows.get(0).id()) : null;
    }

    private static String here(String side, PartnerId place) {
        return "?"
                + ServletUriComponentsBuilder.fromCurrentRequest()
                        .replaceQueryParam("after")
                        .replaceQueryParam("before")
                        .replaceQueryParam(side, place.value())
                        .build()
                        .getQuery();
    }
}
