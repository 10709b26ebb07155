package fr.paraphe.mission;

/** A client says that a request is done. Told in the same transaction. */
public record RequestAnswered(TaskNumber number) {}
