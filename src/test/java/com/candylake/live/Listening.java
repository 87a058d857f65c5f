package com.candylake.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who reads a stream. */
final class Listening implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Told END = new Told("", "end", JSON.createObjectNode());

  /** One event. */
  record Told(String id, String name, JsonNode data) {
    boolean isOf(long item) {
      return data.path("id").asLong() == item;
    }
  }

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  private Listening(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /** @param headers names and values in turn */
  static Listening to(String address, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Listening(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The next event; fails if none comes. */
  Told next() {
    try {
      Told next = told.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing is told");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All up to the first that fits, which is the last of them. */
  List<Told> until(Predicate<Told> fits) {
    var all = new ArrayList<Told>();
    do {
      all.add(next());
      if (all.getLast() == END) {
        throw new AssertionError("the stream ended after " + all);
      }
    } while (!fits.test(all.getLast()));
    return all;
  }

  Told first(String name, long item) {
    return until(t -> t.name().equals(name) && t.isOf(item)).getLast();
  }

  /** Waits until it has been told what it had missed. */
  Listening here() {
    until(t -> t.name().equals("here"));
    return this;
  }

  /** Waits for the end, as a server makes it that says good-bye. */
  void end() {
    while (next() != END) {
      // what was still under way
    }
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          told.add(new Told(id, name, JSON.readTree(line.substring(6))));
        }
      }
      told.add(END);
    } catch (IOException e) {
      // closed from here, or broken off: then no good-bye is heard
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
