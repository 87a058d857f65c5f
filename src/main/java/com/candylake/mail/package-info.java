/** Letters to members: written down in the transaction of what they are about, and sent over SMTP once that is durable. */
@ApplicationModule(allowedDependencies = {"base", "guard", "setting"})
@NullMarked
package com.candylake.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
