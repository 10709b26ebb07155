/** The process {@code document-sealing}: its doors and its delegate. */
@NullMarked
package fr.paraphe.signing.process;

import org.jspecify.annotations.NullMarked;
