@NullMarked
package com.candylake.front;

import org.jspecify.annotations.NullMarked;
