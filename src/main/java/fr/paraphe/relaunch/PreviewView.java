package fr.paraphe.relaunch;

import fr.paraphe.message.Channel;
import fr.paraphe.relaunch.SmsPrice.Cost;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will be sent, exactly.
 *
 * @param version what a confirmation must name
 * @param price what an SMS costs, as it was when the preview was made; null for mail
 * @param cost null for mail
 * @param spelling null for mail
 * @param closedUntil when SMS that are confirmed now will leave; null: at once
 * @param remindedWithinADay how many of the recipients another run has reached within a day
 */
public record PreviewView(
        String number,
        int version,
        Channel channel,
        long recipients,
        @Nullable SmsPrice price,
        @Nullable Cost cost,
        @Nullable Spelling spelling,
        @Nullable Instant closedUntil,
        long remindedWithinADay,
        List<Text> texts) {

    /**
     * @param segments what one SMS of it is billed as; 0 for mail
     * @param respelled the same in the other {@link Spelling}; null: that makes no difference
     */
    public record Text(
            String language,
            @Nullable String subject,
            String body,
            int segments,
            long recipients,
            @Nullable Respelled respelled) {}

    public record Respelled(String body, int segments) {}
}
