package fr.paraphe.mission;

import fr.paraphe.message.DueSending;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What this module does by itself, all the time: follows missions that were saved by many, and sends the mails. */
@Component
class MissionPost {

    private final MissionFollowing following;
    private final RequestTelling telling;
    private final DueSending sending;

    MissionPost(MissionFollowing following, RequestTelling telling, DueSending sending) {
        this.following = following;
        this.telling = telling;
        this.sending = sending;
    }

    @Scheduled(fixedDelay = 1_000)
    void followMissions() {
        while (following.followSome()) {
            // until none is left
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void tellClients() {
        while (telling.queueSome()) {
            // until none is left
        }
        sending.sendDue(RequestMails.FLOW);
    }
}
