@NullMarked
package com.candylake.change;

import org.jspecify.annotations.NullMarked;
