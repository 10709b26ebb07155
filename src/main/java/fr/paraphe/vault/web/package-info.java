@NullMarked
package fr.paraphe.vault.web;

import org.jspecify.annotations.NullMarked;
