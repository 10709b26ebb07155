/** Names of tasks and processes in the language of whoever asks the engine. */
@NullMarked
package fr.paraphe.camunda.names;

import org.jspecify.annotations.NullMarked;
