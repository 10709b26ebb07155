package fr.paraphe.mission;

import fr.paraphe.partner.PartnerId;
import fr.paraphe.vault.DocumentFiling;
import fr.paraphe.vault.DocumentTypes;
import fr.paraphe.vault.NewDocument;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What clients do with their requests: answer with text and files, now and later, and say that it is done. Files are
 * filed in the client's vault, as every document is.
 */
@Service
@Transactional
public class RequestAnswering {

    /** As its documents are of any kind. */
    private static final String TYPE = "autre-document";

    private static final int MOST_FILES = 20;
    private static final int LONGEST_TEXT = 5_000;

    private final Tasks tasks;
    private final DocumentFiling filing;
    private final DocumentTypes types;
    private final ApplicationEventPublisher events;

    RequestAnswering(Tasks tasks, DocumentFiling filing, DocumentTypes types, ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.filing = filing;
        this.types = types;
        this.events = events;
    }

    /** @param content a PDF or a photo, read no further than the size limit of vaults */
    public record AnswerFile(String name, InputStream content) {}

    /**
     * Adds to the answer, all or nothing.
     *
     * @param clients whose request it must be
     * @param done whether nothing is to follow: staff checks it
     * @param by how evidence names the client's login
     * @throws MissionRefused if it is none of theirs, answered or closed already, or nothing is said
     * @throws fr.paraphe.vault.VaultRefused naming a file that no vault takes
     */
    public void answer(
            TaskNumber number,
            Collection<PartnerId> clients,
            @Nullable String text,
            List<AnswerFile> files,
            boolean done,
            String by) {
        var request = tasks.ofClient(number, clients);
        request.refuseUnlessClientMayAnswer();
        if (files.size() > MOST_FILES) {
            throw MissionRefused.tooManyFiles(MOST_FILES);
        }
        var said = text == null ? "" : text.strip();
        if (said.isEmpty() && files.isEmpty() && !(done && tasks.clientHasSaidMore(request))) {
            throw MissionRefused.emptyAnswer();
        }
        if (said.length() > LONGEST_TEXT) {
            throw MissionRefused.answerTooLong();
        }
        files.forEach(file -> file(request, file, by));
        if (!said.isEmpty()) {
            tasks.say(request, "CLIENT", said, null, by);
        }
        if (done) {
            tasks.write(request, TaskState.ANSWERED);
            events.publishEvent(new RequestAnswered(number, request.dueOn()));
        }
    }

    private void file(Task request, AnswerFile file, String by) {
        var content = filing.storeAsPdf(file.name(), file.content());
        var filed = filing.fileFrom(
                request.client(),
                new NewDocument(
                        request.account(),
                        types.byCode(request.account(), TYPE),
                        displayName(file.name()),
                        content,
                        "request " + request.number() + " " + content.hex(),
                        false,
                        by));
        if (filed.added()) {
            tasks.say(request, "CLIENT", null, filed.document().value(), by);
        }
    }

    private static String displayName(String fileName) {
        var plain = fileName.replaceAll("(?i)\\.(pdf|jpe?g|png)$", "").strip();
        return plain.isEmpty() ? "Document" : plain.substring(0, Math.min(plain.length(), 200));
    }
}
