@NullMarked
package com.candylake.account;

import org.jspecify.annotations.NullMarked;
