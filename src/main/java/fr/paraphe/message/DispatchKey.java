package fr.paraphe.message;

/**
 * Names a dispatch by what asked for it.
 *
 * @param flow the module that sends, such as {@code relaunch}
 * @param run its run, unique within the flow, such as {@code R-2026-000123}
 */
public record DispatchKey(String flow, String run) {}
