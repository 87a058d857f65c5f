/** What readers see and do in a real browser, over the demonstration's content. */
@NullMarked
package com.candylake.browser;

import org.jspecify.annotations.NullMarked;
