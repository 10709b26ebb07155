/** The process {@code personal-data-request}: its doors and delegates. */
@NullMarked
package fr.paraphe.privacy.process;

import org.jspecify.annotations.NullMarked;
