package com.candylake.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Around everything that Tomcat answers. A filter would be over before Tomcat logs what an endpoint threw and before the
 * error page is made.
 */
final class RequestValve extends ValveBase {
  private final RequestMeters meters;

  private RequestValve(RequestMeters meters) {
    super(true);
    this.meters = meters;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    long start = System.nanoTime();
    try {
      getNext().invoke(request, response);
    } finally {
      // a stream goes on for hours, and is counted while it is open
      if (!request.isAsync()) {
        meters.record(request.getMethod(), Routes.of(request), response.getStatus(), System.nanoTime() - start);
      }
    }
  }

  @Component
  @ConditionalOnWebApplication
  static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final RequestMeters meters;

    Installed(RequestMeters meters) {
      this.meters = meters;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addEngineValves(new RequestValve(meters));
    }
  }
}
