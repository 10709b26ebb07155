/** What all pages share: the shell and its pieces, languages, how dates and money are written, error pages. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package fr.paraphe.layout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
