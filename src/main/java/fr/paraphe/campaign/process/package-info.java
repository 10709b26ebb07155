/** The process {@code campaign}: its doors, its delegates and what its task accepts. */
@NullMarked
package fr.paraphe.campaign.process;

import org.jspecify.annotations.NullMarked;
