package com.candylake.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * How long requests took, by the pattern of their route. There are as many patterns as the program has, whatever is asked
 * for: an address never becomes a label.
 */
@Component
@ConditionalOnWebApplication
class RequestMeters {
  /** Dense where a cached page, a rendered one and the bound of 50 ms are told apart by their 99th percentile. */
  private static final Duration[] BUCKETS = DoubleStream
      .of(0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 50, 75, 100, 250, 500, 1_000, 2_500, 5_000)
      .mapToObj(ms -> Duration.ofNanos((long) (ms * 1_000_000))).toArray(Duration[]::new);

  /** Others are counted together: the word is the client's. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  /** The expression behind the name of a variable: {@code {id:\d{1,18}}}. */
  private static final Pattern EXPRESSION = Pattern.compile("\\{(\\w+):[^/]+}");

  private record Series(String method, String route, int hundred) {}

  private final MeterRegistry registry;
  private final Counter refused;
  private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
    this.refused = Counter.builder("candylake.http.refused.writes")
        .description("Requests to write that were answered with 503").register(registry);
  }

  /**
   * @param method null if what came was no request
   * @param route the pattern that matched; null if none did
   */
  void record(@Nullable String method, @Nullable String route, int status, long nanos) {
    String known = method != null && METHODS.contains(method) ? method : "other";
    timers.computeIfAbsent(new Series(known, route == null ? "none" : route, status / 100), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (status == 503 && !known.equals("GET") && !known.equals("HEAD")) {
      refused.increment();
    }
  }

  private Timer timer(Series series) {
    return Timer.builder("candylake.http.requests")
        .description("From the first look at a request to the end of its answer")
        .tag("method", series.method)
        .tag("route", EXPRESSION.matcher(series.route).replaceAll("{$1}"))
        .tag("status", series.hundred + "xx")
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
