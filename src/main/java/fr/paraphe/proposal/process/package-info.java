/** The process "Send contract for signature": its doors and its tasks. */
@NullMarked
package fr.paraphe.proposal.process;

import org.jspecify.annotations.NullMarked;
