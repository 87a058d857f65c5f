/** Images and attachments in texts: taken in, made harmless and smaller, kept, and served to whoever may see such a text. */
@ApplicationModule(allowedDependencies = {"base", "database", "form", "guard", "item", "limit", "locale", "text"})
@NullMarked
package com.candylake.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
