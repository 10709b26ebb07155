/** The console pages about contracts that are sent, and their REST interface. */
@NullMarked
package fr.paraphe.proposal.web;

import org.jspecify.annotations.NullMarked;
