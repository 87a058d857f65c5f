@NullMarked
package com.candylake.transfer;

import org.jspecify.annotations.NullMarked;
