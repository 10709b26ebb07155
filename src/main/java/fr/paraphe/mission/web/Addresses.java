package fr.paraphe.mission.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where else a list goes on, with the same filters. */
final class Addresses {

    private Addresses() {}

    /** @param after the last one of the page before; null: the first page */
    static String ofPage(@Nullable Object after) {
        var address = ServletUriComponentsBuilder.fromCurrentRequest();
        if (after == null) {
            address.replaceQueryParam("after");
        } else {
            address.replaceQueryParam("after", after);
        }
        var place = address.build();
        return place.getQuery() == null ? place.getPath() + "" : place.getPath() + "?" + place.getQuery();
    }
}
