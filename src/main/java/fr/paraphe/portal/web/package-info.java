/** The portal's doors and pages, and those by which staff invites. */
@NullMarked
package fr.paraphe.portal.web;

import org.jspecify.annotations.NullMarked;
