@NullMarked
package com.candylake.ops;

import org.jspecify.annotations.NullMarked;
