package com.candylake.change;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This process among others on the same database.
 *
 * @param name what operators know it by; absent: the name of the machine
 * @param blind how long a node that the database does not answer goes on showing the pages it has kept
 */
@ConfigurationProperties("candylake.node")
public record NodeProperties(@Nullable String name, @DefaultValue("60s") Duration blind) {}
