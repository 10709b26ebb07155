package fr.paraphe.relaunch.web;

import fr.paraphe.account.CurrentStaff;
import fr.paraphe.relaunch.RelaunchNumber;
import fr.paraphe.relaunch.RelaunchReading;
import fr.paraphe.relaunch.RelaunchStatus;
import fr.paraphe.relaunch.RelaunchView.Progress;
import fr.paraphe.relaunch.process.RelaunchProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * How far a sending is, for the pages that show it: each asks again as long as something may change, says what
 * it shows, and is told what else must follow. Pages call it {@code @relaunchWatching}.
 */
@Controller("relaunchWatching")
@RequestMapping("/console/relaunches/{number}")
class RelaunchWatching {

    /** Receipts come within seconds, or when a phone is switched on again. */
    private static final Duration RECEIPTS_COME_WITHIN = Duration.ofHours(1);

    private final RelaunchReading reading;
    private final RelaunchProcess process;
    private final CurrentStaff staff;
    private final Clock clock;

    RelaunchWatching(RelaunchReading reading, RelaunchProcess process, CurrentStaff staff, Clock clock) {
        this.reading = reading;
        this.process = process;
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * What a page shows.
     *
     * @param said the percentage that was spoken last, in steps of ten
     * @param settled messages whose fate is known
     */
    record Shown(RelaunchStatus status, int said, int settled) {

        static Shown of(RelaunchStatus status, Progress progress) {
            return new Shown(
                    status, progress.done() / 10 * 10, progress.delivered() + progress.bounced() + progress.failed());
        }
    }

    /** When to ask again, as htmx writes it; null: never. */
    public @Nullable String pace(RelaunchStatus status, @Nullable Instant sentAt, Progress progress) {
        return switch (status) {
            case SENDING, STOPPING -> "every 2s";
            case PAUSED -> "every 10s";
            case SENT, CLOSED -> progress.sent() > 0 && isRecent(sentAt) ? "every 15s" : null;
            case SELECTING, REVIEWING, CONFIRMING, CANCELLED -> null;
        };
    }

    private boolean isRecent(@Nullable Instant sentAt) {
        return sentAt != null && sentAt.plus(RECEIPTS_COME_WITHIN).isAfter(clock.instant());
    }

    @GetMapping("/progress")
    String onItsPage(@PathVariable RelaunchNumber number, Shown shown, HttpServletResponse answer, Model model) {
        return progress(number, "/console/relaunches/" + number, shown, answer, model);
    }

    /** Once everything has left, whoever watches it in Tasklist reads the outcome. */
    @GetMapping("/step/progress")
    String inTheStep(@PathVariable RelaunchNumber number, Shown shown, HttpServletResponse answer, Model model) {
        var piece = progress(number, "/console/relaunches/" + number + "/step", shown, answer, model);
        if (answer.containsHeader("HX-Refresh")) {
            process.take(number, staff.scope().userId());
        }
        return piece;
    }

    private String progress(
            RelaunchNumber number, String address, Shown shown, HttpServletResponse answer, Model model) {
        var view = reading.tick(number);
        model.addAttribute("view", view);
        model.addAttribute("position", process.position(number));
        model.addAttribute("address", address);
        if (view.status() != shown.status() || view.progress() == null) {
            answer.setHeader("HX-Refresh", "true");
        } else {
            var now = Shown.of(view.status(), view.progress());
            model.addAttribute("speaks", now.said() != shown.said());
            if (now.settled() != shown.settled()) {
                answer.setHeader("HX-Trigger", "paraphe:settled");
            }
        }
        return "relaunch/pieces :: progress";
    }
}
