/** The process "Send contract for signature": its doors and its tasks. */
@NamedInterface("process")
@NullMarked
package fr.paraphe.proposal.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
