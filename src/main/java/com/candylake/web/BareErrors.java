package com.candylake.web;

import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What Tomcat refuses before any filter runs (an address that is none, a request too large): a bare status under the same
 * policy as every page, instead of Tomcat's own page with its style and version.
 */
public final class BareErrors extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() >= 400 && response.setErrorReported()) {
      SecurityHeaders.write(response);
    }
  }

  @Component
  static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      // more languages than Tomcat's ten are not an error; the header's size is the bound
      factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(1_000));
      factory.addContextCustomizers(context -> {
        Host host = (Host) context.getParent();
        if (host instanceof StandardHost standard) {
          standard.setErrorReportValveClass(BareErrors.class.getName());
        }
      });
    }
  }
}
