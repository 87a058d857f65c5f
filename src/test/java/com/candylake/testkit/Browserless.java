package com.candylake.testkit;

import com.candylake.account.Sessions;
import com.candylake.guard.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Asks the platform over HTTP, as a reader without JavaScript would; follows no redirect and keeps no cookie. */
@TestComponent
public class Browserless {
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Environment environment;
  private final @Nullable Sessions sessions;

  /**
   * Of the tests' own platform, or of another that a test has started.
   *
   * @param sessions null, if members sign in by the form only
   */
  public Browserless(Environment environment, @Nullable Sessions sessions) {
    this.environment = environment;
    this.sessions = sessions;
  }

  /** Somebody with a browser of their own, which keeps cookies; not signed in. */
  public Person stranger() {
    return new Person(this);
  }

  /** The same browser once more, for another thread. */
  public Person as(Person person) {
    Person twin = stranger();
    person.cookies().forEach(twin::cookie);
    return twin;
  }

  /** A member with a browser in which they are signed in. */
  public Person as(Viewer member) {
    Person person = stranger();
    person.cookie(Sessions.COOKIE, Objects.requireNonNull(sessions).open(People.id(member), "test"));
    return person;
  }

  /** What came back. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    public Optional<String> header(String name) {
      return headers.entrySet().stream().filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().getFirst()).findFirst();
    }

    public List<String> all(String name) {
      return headers.entrySet().stream().filter(h -> h.getKey().equalsIgnoreCase(name))
          .flatMap(h -> h.getValue().stream()).toList();
    }

    public Document page() {
      return Jsoup.parse(body);
    }
  }

  /** @param headers names and values in turn */
  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public Answer post(String path, Map<String, List<String>> fields, String... headers) {
    String form = fields.entrySet().stream()
        .flatMap(f -> f.getValue().stream().map(v -> f.getKey() + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)))
        .collect(Collectors.joining("&"));
    return post(path, form, headers);
  }

  /** Sends a body as it is; of a form, unless a header says something else. */
  public Answer post(String path, String body, String... headers) {
    var request = request(path, headers);
    if (!Arrays.asList(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A file as it came, and what was said of it. */
  public record Download(Answer answer, byte[] bytes) {}

  public Download download(String path, String... headers) {
    try {
      var response = client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Download(new Answer(response.statusCode(), response.headers().map(),
          new String(response.body(), StandardCharsets.ISO_8859_1)), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A form with a file in its field {@code file}, as a browser sends it. */
  public Answer upload(String path, Map<String, String> fields, String name, String type, byte[] file, String... headers) {
    var body = new ByteArrayOutputStream();
    fields.forEach((field, value) -> body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field
        + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: "
        + type + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(request(path, headers).header("Content-Type", "multipart/form-data; boundary=edge")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** {@code http://127.0.0.1:<port>}. */
  public String base() {
    return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(base() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
