/** Import of items from the exchange format. */
@ApplicationModule(allowedDependencies = {
    "account", "article", "base", "channel", "flash", "guard", "item", "reply", "setting", "text"})
@NullMarked
package com.candylake.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
