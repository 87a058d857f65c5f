package com.candylake.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Around everything that Tomcat answers: gives a request its id, measures it and, if that is wanted, logs it. A filter would
 * be over before Tomcat logs what an endpoint threw and before the error page is made.
 */
final class RequestValve extends ValveBase {
  /** Off unless {@code candylake.log.access} says otherwise. */
  private static final Logger ACCESS = LoggerFactory.getLogger("com.candylake.access");

  private final RequestMeters meters;
  private final ClientAddress addresses;

  private RequestValve(RequestMeters meters, ClientAddress addresses) {
    super(true);
    this.meters = meters;
    this.addresses = addresses;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    long start = System.nanoTime();
    String id = RequestId.of(request);
    if (id.isEmpty()) {
      id = addresses.isProxy(request.getRemoteAddr()) ? RequestId.accept(request.getHeader(RequestId.HEADER))
          : RequestId.make();
      request.setAttribute(RequestId.NAME, id);
      response.setHeader(RequestId.HEADER, id);
    }
    MDC.put(RequestId.NAME, id);
    try {
      getNext().invoke(request, response);
    } finally {
      // a stream is answered when its head is sent
      over(request, response, System.nanoTime() - start);
      MDC.remove(RequestId.NAME);
    }
  }

  private void over(Request request, Response response, long nanos) {
    meters.record(request.getMethod(), Routes.of(request), response.getStatus(), nanos);
    if (ACCESS.isInfoEnabled()) {
      long bytes = response.getBytesWritten(false);
      long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
      // neither who nor what was sent, and no query: invitations and what people look for stand there
      ACCESS.atInfo()
          .addKeyValue("method", request.getMethod()).addKeyValue("path", request.getRequestURI())
          .addKeyValue("status", response.getStatus()).addKeyValue("bytes", bytes).addKeyValue("micros", micros)
          .log("{} {} {}, {} bytes, {} µs", request.getMethod(), request.getRequestURI(), response.getStatus(), bytes,
              micros);
    }
  }

  @Component
  @ConditionalOnWebApplication
  @Order(Installed.ORDER)
  static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** What is installed after it stands behind it. */
    static final int ORDER = 100;

    private final RequestMeters meters;
    private final ClientAddress addresses;

    Installed(RequestMeters meters, ClientAddress addresses) {
      this.meters = meters;
      this.addresses = addresses;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addEngineValves(new RequestValve(meters, addresses));
    }
  }
}
