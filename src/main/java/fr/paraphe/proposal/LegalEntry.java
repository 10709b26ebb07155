package fr.paraphe.proposal;

import fr.paraphe.problem.Refusal.WrongField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client's legal information as typed; null is empty. */
public record LegalEntry(
        @Nullable String form,
        @Nullable String name,
        @Nullable String identifier,
        @Nullable String address,
        @Nullable String signatoryName,
        @Nullable String signatoryQuality) {

    private static final int LONGEST = 200;
    private static final int LONGEST_ADDRESS = 500;

    /** @throws ProposalRefused naming each field that is wrong */
    LegalInformation checked(Instant at) {
        var wrong = new ArrayList<WrongField>();
        var chosen = Stream.of(CompanyForm.values())
                .filter(one -> one.name().equals(form))
                .findFirst();
        require(chosen.isPresent(), "form", wrong);
        var digits = plain(identifier);
        var number = CompanyIdentifier.of(digits);
        require(!digits.isEmpty(), "identifier", "identifier.missing", wrong);
        require(digits.isEmpty() || number.isPresent(), "identifier", wrong);
        require(isText(name, LONGEST), "name", wrong);
        require(isText(address, LONGEST_ADDRESS), "address", wrong);
        require(isText(signatoryName, LONGEST), "signatoryName", wrong);
        require(isText(signatoryQuality, LONGEST), "signatoryQuality", wrong);
        if (!wrong.isEmpty()) {
            throw ProposalRefused.notFilled(wrong);
        }
        return new LegalInformation(
                chosen.orElseThrow(),
                plain(name),
                number.orElseThrow(),
                plain(address),
                plain(signatoryName),
                plain(signatoryQuality),
                at);
    }

    private static void require(boolean good, String field, List<WrongField> wrong) {
        require(good, field, field, wrong);
    }

    private static void require(boolean good, String field, String what, List<WrongField> wrong) {
        if (!good) {
            wrong.add(new WrongField(field, "proposal.wrong." + what));
        }
    }

    private static boolean isText(@Nullable String typed, int longest) {
        var text = plain(typed);
        return !text.isEmpty() && text.length() <= longest && Section.isWritable(text);
    }

    /** On one line: what was typed on several, such as an address, is separated by commas. */
    private static String plain(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.strip().replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\p{Cntrl}", " "))
                .orElse("");
    }

    @Override
    public String toString() {
        return "LegalEntry"; // all of it is about a person
    }
}
