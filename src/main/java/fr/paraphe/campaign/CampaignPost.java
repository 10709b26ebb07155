package fr.paraphe.campaign;

import fr.paraphe.message.DueSending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What campaigns do by themselves, all the time: tell their processes whom they reached, and send the mails. */
@Component
class CampaignPost {

    private static final Logger log = LoggerFactory.getLogger(CampaignPost.class);

    private final CampaignReaching reaching;
    private final CampaignMailing mailing;
    private final DueSending sending;

    CampaignPost(CampaignReaching reaching, CampaignMailing mailing, DueSending sending) {
        this.reaching = reaching;
        this.mailing = mailing;
        this.sending = sending;
    }

    /** One whose process is just being changed is told the next time. */
    @Scheduled(fixedDelay = 1_000)
    void tellProcesses() {
        for (var number : reaching.untold()) {
            try {
                reaching.tell(number);
            } catch (RuntimeException e) {
                log.warn("Campaign {} is told later that it reached partners: {}", number, e.getMessage());
            }
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void sendMails() {
        while (mailing.announceSome()) {
            // until all are queued
        }
        sending.sendDue(Campaign.FLOW);
    }
}
