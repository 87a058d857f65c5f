package com.candylake.live;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {
  /** Under the 30 to 60 seconds after which proxies and phones' networks forget a silent connection. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);

  /** Longer than a phone is without a network on its way through a tunnel, shorter than TCP's own quarter of an hour. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So much of the memory may hold what slow clients have missed, at up to 130 KB each. */
  private static final int PART = 16;

  @Bean
  Backlog backlog() {
    return new Backlog(Runtime.getRuntime().maxMemory() / PART);
  }

  @Bean
  Streams streams(LiveProperties properties) {
    return new Streams(properties.streams(), HEARTBEAT, PATIENCE);
  }

  @Bean
  ServletRegistrationBean<LiveServlet> liveServlet(Live live, Events events, Streams streams, Backlog backlog) {
    var registration = new ServletRegistrationBean<>(new LiveServlet(live, events, streams, backlog), Live.PATH);
    registration.setName("live");
    return registration;
  }
}
