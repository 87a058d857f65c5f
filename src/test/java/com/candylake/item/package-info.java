@NullMarked
package com.candylake.item;

import org.jspecify.annotations.NullMarked;
