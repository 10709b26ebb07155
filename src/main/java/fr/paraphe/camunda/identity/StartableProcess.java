package fr.paraphe.camunda.identity;

/**
 * A process that staff starts through the engine's own interface too, declared as a bean: its first step checks whether
 * this person may start it for this account. All others start by what happens in Paraphe; there they are an operator's.
 *
 * @param key the process's id in its diagram
 */
public record StartableProcess(String key) {}
