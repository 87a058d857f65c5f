@NullMarked
package com.candylake;

import org.jspecify.annotations.NullMarked;
