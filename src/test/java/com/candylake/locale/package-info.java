@NullMarked
package com.candylake.locale;

import org.jspecify.annotations.NullMarked;
