/** What tests share: the platform on either database, people, things to read, a clock and an HTTP driver. */
@NullMarked
package com.candylake.testkit;

import org.jspecify.annotations.NullMarked;
