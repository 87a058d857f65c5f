/** What breaks things on purpose, with processes of their own: {@code mvn test -Pfaults}. */
@NullMarked
package com.candylake.fault;

import org.jspecify.annotations.NullMarked;
