/** Relaunches over HTTP: REST for scripts and for the forms in Tasklist, and the console's button. */
@NullMarked
package fr.paraphe.relaunch.web;

import org.jspecify.annotations.NullMarked;
