package fr.paraphe.mission;

import java.time.LocalDate;

/** A client says that a request is done. Told in the same transaction. */
public record RequestAnswered(TaskNumber number, LocalDate dueOn) {}
