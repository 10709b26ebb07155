package fr.paraphe.portal.web;

import fr.paraphe.portal.Space;
import fr.paraphe.portal.SpaceVault;
import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A partner's vault: search, filters, each document to read. */
@Controller
class DocumentPages {

    private static final int ROWS_A_PAGE = 25;

    private final SpaceVault vault;

    DocumentPages(SpaceVault vault) {
        this.vault = vault;
    }

    @GetMapping("/portal/vault")
    String vault(
            @RequestAttribute(SpaceFilter.SPACE) Space space,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean toSign,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var filter = new DocumentFilter(text, null, from, to, toSign, unread);
        var page = vault.page(space, filter, after == null ? null : new DocumentId(after), ROWS_A_PAGE);
        model.addAttribute("filter", filter);
        model.addAttribute("documents", page.documents());
        model.addAttribute("counts", vault.counts(space));
        model.addAttribute("next", next(page.next()));
        return "portal/vault";
    }

    @GetMapping("/portal/documents/{document}")
    ResponseEntity<byte[]> document(@RequestAttribute(SpaceFilter.SPACE) Space space, @PathVariable long document) {
        return Pdfs.shown(vault.open(space, new DocumentId(document)));
    }

    private static @Nullable String next(@Nullable DocumentId place) {
        return place == null
                ? null
                : "?"
                        + ServletUriComponentsBuilder.fromCurrentRequest()
                                .replaceQueryParam("after", place.value())
                                .build()
                                .getQuery();
    }
}
