/** The process {@code campaign}: its doors, its delegates and what its task accepts. */
@NamedInterface("process")
@NullMarked
package fr.paraphe.campaign.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
