package com.candylake.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the memory pages may take.
 *
 * @param size the most memory that kept pages take; 0: none are kept
 */
@ConfigurationProperties("candylake.cache")
public record CacheProperties(@DefaultValue("64MB") DataSize size) {}
