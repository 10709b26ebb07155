package fr.paraphe.camunda.identity;

/**
 * A process that managers and support alone work on, declared as a bean: agents see neither its tasks nor its
 * instances.
 *
 * @param key the process's id in its diagram
 */
public record ConfidentialProcess(String key) {}
