@NullMarked
package fr.paraphe.signing.web;

import org.jspecify.annotations.NullMarked;
