/** The process {@code partner-invitation}: its doors and its delegates. */
@NullMarked
package fr.paraphe.portal.process;

import org.jspecify.annotations.NullMarked;
