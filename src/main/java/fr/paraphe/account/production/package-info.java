@NullMarked
package fr.paraphe.account.production;

import org.jspecify.annotations.NullMarked;
