/** Relaunches over HTTP: REST for scripts, and pages for people, which the forms in Tasklist show too. */
@NullMarked
package fr.paraphe.relaunch.web;

import org.jspecify.annotations.NullMarked;
