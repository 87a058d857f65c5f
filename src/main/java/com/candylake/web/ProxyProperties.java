package com.candylake.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which reverse proxies stand before this server.
 *
 * @param trustedProxies their addresses, or ranges like {@code 10.0.0.0/8}; with none, nobody is believed about whom he
 *     asks for
 */
@ConfigurationProperties("candylake")
public record ProxyProperties(@DefaultValue List<String> trustedProxies) {}
