/** Pages about the engine that its own webapps do not have. */
@NullMarked
package fr.paraphe.camunda.web;

import org.jspecify.annotations.NullMarked;
