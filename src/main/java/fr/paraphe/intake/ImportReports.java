package fr.paraphe.intake;

import fr.paraphe.account.Accounts;
import fr.paraphe.intake.ImportReport.Refused;
import fr.paraphe.intake.ImportReport.Stopped;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts imports into words. */
@Component
public class ImportReports {

    private final MessageSource messages;
    private final Accounts accounts;

    ImportReports(MessageSource messages, Accounts accounts) {
        this.messages = messages;
        this.accounts = accounts;
    }

    public ImportReport of(ImportRun run, Locale locale) {
        var refusals = run.refusals().stream()
                .map(row -> new Refused(
                        row.number(),
                        row.line(),
                        row.column(),
                        row.code(),
                        messages.getMessage(row.reason(), null, locale)))
                .toList();
        var stop = run.stop();
        var stopped = stop == null
                ? null
                : new Stopped(
                        stop.line(),
                        stop.reason(),
                        messages.getMessage("intake.file." + stop.reason(), new Object[] {stop.details()}, locale));
        return new ImportReport(
                run.id(),
                run.subject().slug(),
                accounts.byId(run.account()).code(),
                run.fileName(),
                run.sha256(),
                run.by(),
                run.id() == null,
                run.startedAt(),
                run.finishedAt(),
                run.counts(),
                refusals,
                run.ignoredColumns(),
                stopped);
    }
}
