package com.candylake.ops;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where metrics are scraped.
 *
 * @param port of its own, so that no proxy passes it on by mistake; absent: nothing is measured; 0: any free one
 * @param address the address that it listens on
 */
@ConfigurationProperties("candylake.metrics")
record MetricsProperties(@Nullable Integer port, @DefaultValue("127.0.0.1") InetAddress address) {}
