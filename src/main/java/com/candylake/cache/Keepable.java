package com.candylake.cache;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an endpoint: its page depends on nothing but the address, the parameters that the method declares, the languages of
 * interface and reader, and what is noted in {@link Shown}. For whoever is not signed in it may be kept.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Keepable {}
