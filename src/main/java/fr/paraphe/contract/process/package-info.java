/** The processes {@code contract-completion} and {@code contract-synchronisation}: their doors, times and delegates. */
@NullMarked
package fr.paraphe.contract.process;

import org.jspecify.annotations.NullMarked;
