package fr.paraphe.contract.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import fr.paraphe.account.AccountId;
import fr.paraphe.contract.ContractDetails;
import fr.paraphe.contract.ContractEvent;
import fr.paraphe.contract.ContractReading;
import fr.paraphe.contract.ContractReminders;
import fr.paraphe.contract.ReminderFact;
import fr.paraphe.contract.VaultCopies;
import fr.paraphe.layout.Formats;
import fr.paraphe.signing.PdfPages;
import fr.paraphe.vault.ElectronicSeal;
import fr.paraphe.vault.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The proof of what was done to have a contract signed: when its document could be read and was, and every
 * attempt to remind its partner. One PDF in French, under the account's seal; made anew each time, of facts that only
 * grow in number.
 */
@Component
class ProofFile {

    private static final Locale LANGUAGE = Locale.FRENCH;

    private final ContractReading contracts;
    private final ContractReminders reminders;
    private final VaultCopies copies;
    private final ContractTexts texts;
    private final Formats formats;
    private final PdfPages pages;
    private final ElectronicSeal seal;
    private final MessageSource messages;
    private final Clock clock;

    ProofFile(
            ContractReading contracts,
            ContractReminders reminders,
            VaultCopies copies,
            ContractTexts texts,
            Formats formats,
            PdfPages pages,
            ElectronicSeal seal,
            MessageSource messages,
            Clock clock) {
        this.contracts = contracts;
        this.reminders = reminders;
        this.copies = copies;
        this.texts = texts;
        this.formats = formats;
        this.pages = pages;
        this.seal = seal;
        this.messages = messages;
        this.clock = clock;
    }

    /** What happened, and the lines that say more about it. */
    private record Fact(Instant at, String what, List<String> lines) {}

    /**
     * A fact with its digest: SHA-256 of the digest before and all that is shown of the fact, one below the other. So
     * nobody takes a fact out or changes it without changing the last digest.
     */
    record Link(String at, String what, List<String> lines, String digest) {}

    /**
     * In no transaction: a time stamp of the seal may take a while.
     *
     * @throws fr.paraphe.contract.ContractRefused if the account has no contract of this reference
     * @throws fr.paraphe.vault.VaultRefused if a time stamp cannot be had
     */
    public byte[] of(AccountId account, String reference) {
        var contract = contracts.details(account, reference);
        var pdf = pages.of(
                "contract/proof-file",
                Map.of("contract", contract, "chain", chain(contract), "madeAt", clock.instant()));
        return seal.seal(account, pdf, text("contract.proof-file.seal", reference));
    }

    private List<Link> chain(ContractDetails contract) {
        var chain = new ArrayList<Link>();
        var digest = digest(List.of(contract.account(), contract.reference()));
        for (var fact : facts(contract)) {
            var at = formats.second(fact.at());
            digest = digest(Stream.concat(Stream.of(digest, at, fact.what()), fact.lines().stream())
                    .toList());
            chain.add(new Link(at, fact.what(), fact.lines(), digest));
        }
        return chain;
    }

    private List<Fact> facts(ContractDetails contract) {
        var events = new ArrayList<>(contract.history());
        Collections.reverse(events);
        return Stream.of(
                        events.stream().map(this::fact),
                        copies.openings(contract).stream().map(at -> read(contract, at)),
                        reminders.facts(contract.id()).stream().map(this::fact))
                .flatMap(facts -> facts)
                .sorted(comparing(Fact::at))
                .toList();
    }

    private Fact fact(ContractEvent event) {
        return new Fact(event.at(), texts.told(event, LANGUAGE), List.of(event.by()));
    }

    private Fact read(ContractDetails contract, Instant at) {
        return new Fact(at, text("contract.proof-file.read", contract.partnerName()), List.of());
    }

    private Fact fact(ReminderFact reminder) {
        var what = text(
                "contract.proof-file." + reminder.what(), text("contract.proof-file.channel." + reminder.channel()));
        var lines = Stream.of(
                        text("contract.proof-file.run", reminder.run()),
                        line("contract.proof-file.to", reminder.address()),
                        line("contract.proof-file.id", reminder.providerId()),
                        line("contract.proof-file.reason", reminder.reason()),
                        line("contract.proof-file.detail", reminder.detail()),
                        reminder.text() == null ? null : reminder.text().subject(),
                        reminder.text() == null ? null : reminder.text().body())
                .filter(Objects::nonNull)
                .toList();
        return new Fact(reminder.at(), what, lines);
    }

    private @Nullable String line(String key, @Nullable String value) {
        return value == null ? null : text(key, value);
    }

    private static String digest(List<String> lines) {
        return Sha256.of(String.join("\n", lines).getBytes(UTF_8)).hex();
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LANGUAGE);
    }
}
