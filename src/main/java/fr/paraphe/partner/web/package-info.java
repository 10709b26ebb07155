@NullMarked
package fr.paraphe.partner.web;

import org.jspecify.annotations.NullMarked;
