package fr.paraphe.camunda.identity;

/**
 * A process that works for all accounts at once, declared as a bean: all staff sees its instances.
 *
 * @param key the process's id in its diagram
 */
public record SharedProcess(String key) {}
