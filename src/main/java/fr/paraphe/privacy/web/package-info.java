@NullMarked
package fr.paraphe.privacy.web;

import org.jspecify.annotations.NullMarked;
