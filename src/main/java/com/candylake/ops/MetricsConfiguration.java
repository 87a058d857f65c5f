package com.candylake.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

/** One registry for all meters. Where nobody scrapes, it is an empty one and measuring does nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsConfiguration {
  @Bean
  MeterRegistry meterRegistry(MetricsProperties properties, ApplicationContext context) {
    return properties.port() != null && context instanceof WebApplicationContext
        ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) : new CompositeMeterRegistry();
  }

  @Bean
  @ConditionalOnWebApplication
  @ConditionalOnProperty("candylake.metrics.port")
  MetricsServer metricsServer(MetricsProperties properties, MeterRegistry registry, ObjectProvider<MeterBinder> binders) {
    return new MetricsServer(properties, (PrometheusMeterRegistry) registry, binders);
  }
}
