package fr.paraphe.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way out of one channel. */
interface Carrier {

    Channel channel();

    /** Whether the provider can be asked what it has, before a message is sent again. */
    boolean canBeAsked();

    /**
     * @param flow whose messages these are
     * @param texts what to say, by language
     */
    Round open(String flow, Map<String, MessageText> texts);

    /** What one sender needs for one batch; used by one thread. */
    interface Round extends AutoCloseable {

        /** Hands a message over, once. If it was tried before, it makes sure first that this does not send it twice. */
        Answer carry(Claimed message);

        /**
         * Waits for this sender's turn, as the provider only takes so many a second.
         *
         * @return false if the turn does not come in this time
         */
        boolean awaitTurn(Duration atMost);

        /** Until when the provider takes nothing from us; {@code null} if it does. */
        @Nullable
        Instant busyUntil();

        @Override
        void close();
    }
}
