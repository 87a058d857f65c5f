/** Tests about the codebase itself: what STYLE asks for and a machine can see. */
@NullMarked
package com.candylake.house;

import org.jspecify.annotations.NullMarked;
