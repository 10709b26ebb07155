@NullMarked
package fr.paraphe.mission.web;

import org.jspecify.annotations.NullMarked;
