/** The process {@code contract-synchronisation}: its doors, its times and its delegates. */
@NullMarked
package fr.paraphe.contract.process;

import org.jspecify.annotations.NullMarked;
