package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which requests are counted as which. */
@Tag("once")
class RequestMetersTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RequestMeters meters = new RequestMeters(registry);

  @Test
  void onlyAWriteThatIsAnsweredWith503IsARefusedWrite() {
    meters.record("GET", "/", 503, 1);
    meters.record("HEAD", "/", 503, 1);
    meters.record("POST", "/write", 500, 1);
    assertThat(registry.get("candylake.http.refused.writes").counter().count()).isZero();
    meters.record("POST", "/write", 503, 1);
    assertThat(registry.get("candylake.http.refused.writes").counter().count()).isEqualTo(1);
  }

  @Test
  void aRouteIsNamedWithoutTheExpressionsOfItsVariables() {
    meters.record("GET", "/i/{id:\\d{1,18}}/reply", 200, 1);
    meters.record("GET", "/i/{id:\\d{1,18}}/reply", 204, 1);
    assertThat(registry.get("candylake.http.requests").tags("route", "/i/{id}/reply", "status", "2xx", "method", "GET")
        .timer().count()).isEqualTo(2);
  }
}
