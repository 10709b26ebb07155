package fr.paraphe.contract.web;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import fr.paraphe.contract.ContractEvent;
import fr.paraphe.contract.ContractReminder;
import fr.paraphe.contract.SigningOutcome;
import fr.paraphe.contract.UnsignedContracts.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts what happened to contracts into sentences. */
@Component
class ContractTexts {

    private final MessageSource messages;

    ContractTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** An entry of the timeline; nobody in particular sent a reminder. */
    record Told(Instant at, @Nullable String who, String what) {}

    /** What was done to the contract and who was reminded of it, the latest first. */
    List<Told> history(List<ContractEvent> events, List<ContractReminder> reminders, Locale locale) {
        return Stream.concat(
                        events.stream().map(event -> said(event, locale)),
                        reminders.stream().map(reminder -> said(reminder, locale)))
                .sorted(comparing(Told::at).reversed())
                .toList();
    }

    private Told said(ContractReminder reminder, Locale locale) {
        return new Told(
                reminder.at(), null, text("contract.event.REMINDED." + reminder.channel(), locale, reminder.run()));
    }

    private Told said(ContractEvent event, Locale locale) {
        return new Told(event.at(), event.by(), told(event, locale));
    }

    String told(ContractEvent event, Locale locale) {
        return text("contract.event." + event.what(), locale, detail(event, locale));
    }

    /** @param ofWorkers whether everybody who must sign is an employee or a temporary worker */
    String found(Summary summary, boolean ofWorkers, Locale locale) {
        var key = ofWorkers ? "contract.found.workers" : "contract.found";
        return text(key, locale, summary.contracts(), summary.partners(), summary.overdue());
    }

    String signed(SigningOutcome outcome, Locale locale) {
        return Stream.of(
                        outcome.signed() > 0 || outcome.alreadySigned() == 0
                                ? text("contract.signing.done", locale, outcome.signed())
                                : "",
                        outcome.alreadySigned() > 0
                                ? text("contract.signing.already", locale, outcome.alreadySigned())
                                : "",
                        outcome.refused() > 0 ? text("contract.signing.refused", locale, outcome.refused()) : "")
                .filter(sentence -> !sentence.isEmpty())
                .collect(joining(" "));
    }

    /** Each contract that was refused, and why. */
    ArrayList<String> refused(SigningOutcome outcome, Locale locale) {
        return outcome.named().stream()
                .map(one -> text(
                        "contract.signing.refused.one",
                        locale,
                        one.reference(),
                        text("contract.signing." + one.reason().slug(), locale)))
                .collect(toCollection(ArrayList::new));
    }

    private String detail(ContractEvent event, Locale locale) {
        var detail = Objects.requireNonNullElse(event.detail(), "");
        return switch (event.what()) {
            case SIGNED -> text("contract.mode." + detail, locale);
            case CHANGED ->
                Stream.of(detail.split(","))
                        .map(field -> text("contract.field." + field, locale))
                        .collect(joining(", "));
            default -> detail;
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
