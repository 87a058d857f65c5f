package com.candylake.ops;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What a serving node does from time to time. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableScheduling
class SchedulingConfiguration {
  /** Letters, what members are told, digests and upkeep: a mail server that answers slowly keeps none of the others waiting. */
  private static final int AT_ONCE = 4;

  /** Boot's own has one thread for all where requests have virtual ones. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(AT_ONCE);
    scheduler.setThreadNamePrefix("scheduling-");
    // what has begun is ended, not interrupted
    scheduler.setWaitForTasksToCompleteOnShutdown(true);
    scheduler.setAwaitTerminationSeconds(10);
    return scheduler;
  }
}
