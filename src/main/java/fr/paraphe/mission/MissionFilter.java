package fr.paraphe.mission;

import org.jspecify.annotations.Nullable;

/**
 * Which missions are meant; what is null does not narrow.
 *
 * @param account code
 * @param client the id of a client
 * @param text words of clients' names or references
 */
public record MissionFilter(
        @Nullable String account,
        @Nullable Long client,
        @Nullable String text,
        @Nullable MissionStatus status) {}
