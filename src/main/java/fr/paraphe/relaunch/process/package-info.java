/** The process {@code relaunch}: its doors, its delegates and what its tasks accept. */
@NullMarked
package fr.paraphe.relaunch.process;

import org.jspecify.annotations.NullMarked;
