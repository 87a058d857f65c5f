package com.candylake.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Answers whoever scrapes. It is the JDK's small server with a thread of its own, and not one more door of the web server:
 * no proxy passes on what is not there, and it answers while the web server has no place left.
 */
final class MetricsServer implements SmartLifecycle {
  private static final String PATH = "/metrics";

  /** Prometheus' text exposition format 0.0.4. */
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final MetricsProperties properties;
  private final PrometheusMeterRegistry registry;
  private final ObjectProvider<MeterBinder> binders;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private @Nullable HttpServer server;
  private @Nullable ExecutorService thread;

  MetricsServer(MetricsProperties properties, PrometheusMeterRegistry registry, ObjectProvider<MeterBinder> binders) {
    this.properties = properties;
    this.registry = registry;
    this.binders = binders;
  }

  /** Before the web server's phases, and stopped after them: the last requests are seen too. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    binders.forEach(binder -> binder.bindTo(registry));
    List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics(),
        new UptimeMetrics(), collections).forEach(binder -> binder.bindTo(registry));
    try {
      HttpServer started = HttpServer.create(
          new InetSocketAddress(properties.address(), properties.port() == null ? 0 : properties.port()), 0);
      thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("metrics").daemon().factory());
      started.setExecutor(thread);
      started.createContext(PATH, this::answer);
      started.start();
      server = started;
    } catch (IOException e) {
      // without the cause, whose message names neither
      throw new IllegalStateException("candylake.metrics.port " + properties.port() + " on "
          + properties.address().getHostAddress() + " cannot be opened: " + e.getMessage());
    }
  }

  @Override
  public void stop() {
    if (server != null && thread != null) {
      server.stop(0);
      thread.shutdown();
      server = null;
    }
    collections.close();
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  /** Where it answers. */
  String address() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    InetSocketAddress bound = server.getAddress();
    InetAddress ip = bound.getAddress();
    String host = ip instanceof Inet6Address ? "[" + ip.getHostAddress() + "]" : ip.getHostAddress();
    return "http://" + host + ":" + bound.getPort() + PATH;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
      } else {
        byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }
}
