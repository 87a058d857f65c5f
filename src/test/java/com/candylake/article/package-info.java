@NullMarked
package com.candylake.article;

import org.jspecify.annotations.NullMarked;
