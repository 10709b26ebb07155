package fr.paraphe.portal;

import fr.paraphe.vault.DocumentFilter;
import fr.paraphe.vault.DocumentId;
import fr.paraphe.vault.DocumentReader;
import fr.paraphe.vault.PartnerVault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The documents of all partners of a space. Others' do not exist here. */
@Service
public class SpaceVault {

    private final Spaces spaces;
    private final PartnerVault vault;

    SpaceVault(Spaces spaces, PartnerVault vault) {
        this.spaces = spaces;
        this.vault = vault;
    }

    public PartnerVault.Page page(Space space, DocumentFilter filter, @Nullable DocumentId after, int size) {
        return vault.page(spaces.partnersOf(space.id()), filter, after, size);
    }

    public PartnerVault.Counts counts(Space space) {
        return vault.counts(spaces.partnersOf(space.id()));
    }

    /**
     * Opens a document; the reading is remembered.
     *
     * @throws fr.paraphe.vault.VaultRefused if the space has no such document, or it is altered
     */
    public PartnerVault.Opened open(Space space, DocumentId document) {
        return vault.open(document, spaces.partnersOf(space.id()), DocumentReader.partner(name(space)));
    }

    /** How evidence names a login: no personal data. */
    public static String name(Space space) {
        return "space " + space.id().value();
    }
}
