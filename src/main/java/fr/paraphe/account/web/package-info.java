@NullMarked
package fr.paraphe.account.web;

import org.jspecify.annotations.NullMarked;
