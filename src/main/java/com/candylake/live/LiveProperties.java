package com.candylake.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is told at once.
 *
 * @param streams how many streams may be open at the same time; further ones are refused with 503
 */
@ConfigurationProperties("candylake.live")
public record LiveProperties(@DefaultValue("10000") int streams) {}
