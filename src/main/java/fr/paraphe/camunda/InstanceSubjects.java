package fr.paraphe.camunda;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Says in words what the instances of a process are about, where their business keys say too little: a bean of the
 * module whose process it is. The words are shown with tasks and stored nowhere in the engine.
 */
public interface InstanceSubjects {

    /** Whether this process, by its key, is one of those. */
    boolean isFor(String process);

    /** By business key; one that is missing keeps its key. */
    Map<String, String> inWords(Collection<String> businessKeys, Locale language);
}
