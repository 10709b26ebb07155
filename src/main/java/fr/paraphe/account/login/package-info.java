@NullMarked
package fr.paraphe.account.login;

import org.jspecify.annotations.NullMarked;
