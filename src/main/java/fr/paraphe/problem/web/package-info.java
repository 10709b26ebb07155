@NullMarked
package fr.paraphe.problem.web;

import org.jspecify.annotations.NullMarked;
