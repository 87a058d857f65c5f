package com.candylake.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param enabled false for load tests, and never for the public */
@ConfigurationProperties("candylake.limits")
public record LimitProperties(@DefaultValue("true") boolean enabled) {}
