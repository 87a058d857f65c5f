@NullMarked
package com.candylake.database;

import org.jspecify.annotations.NullMarked;
