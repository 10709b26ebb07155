package fr.paraphe.portal;

import fr.paraphe.mission.ClientRequest;
import fr.paraphe.mission.ClientRequests;
import fr.paraphe.mission.RequestAnswering;
import fr.paraphe.mission.RequestAnswering.AnswerFile;
import fr.paraphe.mission.TaskNumber;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What all partners of a space are asked for, to read and to answer. Others' requests do not exist here. */
@Service
public class SpaceRequests {

    private final Spaces spaces;
    private final ClientRequests requests;
    private final RequestAnswering answering;

    SpaceRequests(Spaces spaces, ClientRequests requests, RequestAnswering answering) {
        this.spaces = spaces;
        this.requests = requests;
        this.answering = answering;
    }

    /** Those that await an answer, what is due first on top. */
    public List<ClientRequest> open(Space space, int limit, Locale language) {
        return requests.open(spaces.partnersOf(space.id()), limit, language);
    }

    public long countOpen(Space space) {
        return requests.countOpen(spaces.partnersOf(space.id()));
    }

    /** The others, the latest first. */
    public List<ClientRequest> answered(Space space, int limit, Locale language) {
        return requests.answered(spaces.partnersOf(space.id()), limit, language);
    }

    /** @throws fr.paraphe.mission.MissionRefused if the space has no such request */
    public ClientRequest look(Space space, TaskNumber number, Locale language) {
        return requests.byNumber(number, spaces.partnersOf(space.id()), language);
    }

    /**
     * Answers as the space's owner.
     *
     * @throws fr.paraphe.mission.MissionRefused as {@link RequestAnswering#answer}
     * @throws fr.paraphe.vault.VaultRefused as {@link RequestAnswering#answer}
     */
    public void answer(Space space, TaskNumber number, @Nullable String text, List<AnswerFile> files, boolean done) {
        answering.answer(number, spaces.partnersOf(space.id()), text, files, done, SpaceVault.name(space));
    }
}
