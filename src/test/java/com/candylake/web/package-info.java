@NullMarked
package com.candylake.web;

import org.jspecify.annotations.NullMarked;
