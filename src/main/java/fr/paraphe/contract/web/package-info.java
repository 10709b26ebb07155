@NullMarked
package fr.paraphe.contract.web;

import org.jspecify.annotations.NullMarked;
