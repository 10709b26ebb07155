package fr.paraphe.proposal;

import fr.paraphe.account.AccountId;
import fr.paraphe.vault.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A template as one of its versions says.
 *
 * @param versionId identifies this version among all
 * @param version 1, 2…
 * @param pdf the document itself; null: it is made of the sections' texts
 */
public record Template(
        long id,
        long versionId,
        AccountId account,
        String name,
        int version,
        List<Section> sections,
        @Nullable Sha256 pdf,
        String madeBy,
        Instant madeAt) {

    public Template {
        sections = List.copyOf(sections);
    }

    /** The fields that are to be entered for each contract. */
    public Set<TemplateField> entered() {
        return Section.fields(sections).stream()
                .filter(TemplateField::isEntered)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As it is typed: a line that begins with # opens a section. */
    public String source() {
        return sections.stream()
                .map(section -> pdf == null ? "# " + section.title() + "\n" + section.text() : section.title())
                .collect(Collectors.joining(pdf == null ? "\n\n" : "\n"));
    }
}
