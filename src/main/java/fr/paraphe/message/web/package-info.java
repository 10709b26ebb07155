/** Where the SMS provider reports to. */
@NullMarked
package fr.paraphe.message.web;

import org.jspecify.annotations.NullMarked;
