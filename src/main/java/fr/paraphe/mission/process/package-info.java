/** The processes {@code mission}, {@code information-request} and {@code internal-task}: doors and delegates. */
@NullMarked
package fr.paraphe.mission.process;

import org.jspecify.annotations.NullMarked;
