package fr.paraphe.mission;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.paraphe.problem.Refusal.WrongField;
import fr.paraphe.vault.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A mission's name, time and offerings, as somebody typed them. */
public record MissionDraft(
        @Nullable String name,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        List<Line> lines) {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_YEARS = 10;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final int LONGEST_MONTH = 31;
    private static final int LARGEST_QUANTITY = 100;

    /**
     * @param firstDue null if it never comes back
     * @param quantity null if it comes back
     * @param dueDay the day of the month that later due dates come back to, if the first one falls on the end of a
     *     shorter month; null: the first one's
     */
    public record Line(
            @Nullable Long offering,
            @Nullable Frequency frequency,
            @Nullable LocalDate firstDue,
            @Nullable Integer quantity,
            @Nullable Integer dueDay) {

        /** Another first due date than the end of a shorter month tells its day itself. */
        public Line {
            dueDay = firstDue != null
                            && dueDay != null
                            && dueDay > firstDue.getDayOfMonth()
                            && dueDay <= LONGEST_MONTH
                            && firstDue.getDayOfMonth() == firstDue.lengthOfMonth()
                    ? dueDay
                    : null;
        }

        public Line(
                @Nullable Long offering,
                @Nullable Frequency frequency,
                @Nullable LocalDate firstDue,
                @Nullable Integer quantity) {
            this(offering, frequency, firstDue, quantity, null);
        }

        boolean isNever() {
            return frequency == Frequency.NEVER;
        }
    }

    private record Rule(String field, String messageKey, Predicate<MissionDraft> isMet) {}

    private record LineRule(String field, String messageKey, LineIsRight isMet) {}

    private interface LineIsRight {
        boolean of(Line line, MissionDraft draft);
    }

    private static final List<Rule> RULES = List.of(
            new Rule("name", "mission.wrong.name", draft -> OfferingDraft.isName(draft.name, LONGEST_NAME)),
            new Rule("start", "mission.wrong.start", draft -> draft.start != null),
            new Rule("end", "mission.wrong.end", draft -> draft.end != null),
            new Rule(
                    "end",
                    "mission.wrong.end-before-start",
                    draft -> draft.start == null || draft.end == null || !draft.end.isBefore(draft.start)),
            new Rule(
                    "end",
                    "mission.wrong.too-long",
                    draft -> draft.start == null
                            || draft.end == null
                            || draft.end.isBefore(
                                    draft.start.plusYears(LONGEST_YEARS).plusDays(1))),
            new Rule("offerings", "mission.wrong.no-offering", draft -> !draft.lines.isEmpty()),
            new Rule(
                    "offerings",
                    "mission.wrong.same-offering",
                    draft -> new HashSet<>(draft.lines.stream()
                                            .map(Line::offering)
                                            .toList())
                                    .size()
                            == draft.lines.size()));

    private static final List<LineRule> LINE_RULES = List.of(
            new LineRule("offering", "mission.wrong.offering", (line, draft) -> line.offering != null),
            new LineRule("frequency", "mission.wrong.frequency", (line, draft) -> line.frequency != null),
            new LineRule(
                    "firstDue",
                    "mission.wrong.first-due",
                    (line, draft) -> line.frequency == null || line.isNever() || line.firstDue != null),
            new LineRule(
                    "firstDue",
                    "mission.wrong.first-due-before-start",
                    (line, draft) -> line.isNever()
                            || line.firstDue == null
                            || draft.start == null
                            || !line.firstDue.isBefore(draft.start)),
            new LineRule(
                    "firstDue",
                    "mission.wrong.first-due-after-end",
                    (line, draft) -> line.isNever()
                            || line.firstDue == null
                            || draft.end == null
                            || !line.firstDue.isAfter(draft.end)),
            new LineRule(
                    "quantity",
                    "mission.wrong.quantity",
                    (line, draft) -> !line.isNever()
                            || line.quantity != null && line.quantity >= 1 && line.quantity <= LARGEST_QUANTITY));

    public MissionDraft {
        start = ofOurTime(start);
        end = ofOurTime(end);
        lines = lines.stream().map(MissionDraft::plain).toList();
    }

    /**
     * What the request that asks for this is known by.
     *
     * @param key as the asker has it; null or blank: each request is another
     */
    @Nullable
    String request(@Nullable String key) {
        return key == null || key.isBlank()
                ? null
                : Sha256.of((key + this).getBytes(UTF_8)).hex();
    }

    /** @throws MissionRefused naming each field that is wrong, as {@code offerings[0].firstDue} */
    void refuseWrong() {
        var wrong = new ArrayList<WrongField>();
        RULES.stream()
                .filter(rule -> !rule.isMet().test(this))
                .forEach(rule -> wrong.add(new WrongField(rule.field(), rule.messageKey())));
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var place = "offerings[" + i + "].";
            LINE_RULES.stream()
                    .filter(rule -> !rule.isMet().of(line, this))
                    .forEach(rule -> wrong.add(new WrongField(place + rule.field(), rule.messageKey())));
        }
        if (!wrong.isEmpty()) {
            throw MissionRefused.invalid("mission-invalid", wrong);
        }
    }

    /** What no calendar of ours has is as good as none. */
    private static @Nullable LocalDate ofOurTime(@Nullable LocalDate day) {
        return day == null || day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
    }

    /** What does not go with the frequency is not looked at. */
    private static Line plain(Line line) {
        return line.frequency == null
                ? line
                : new Line(
                        line.offering,
                        line.frequency,
                        line.isNever() ? null : line.firstDue,
                        line.isNever() ? line.quantity : null,
                        line.dueDay);
    }
}
