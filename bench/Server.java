import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The platform, started by its launcher on a data folder and a free port. */
final class Server implements AutoCloseable {
  static final String READS = "zh-CN,zh;q=0.9";
  private static final Pattern TOKEN = Pattern.compile("<input(?=[^>]*name=\"_csrf\")[^>]*value=\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final String base;
  private final Process process;

  private Server(String base, Process process) {
    this.base = base;
    this.process = process;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Started, and nothing waited for. */
  static Server launch(Path root, Path data, Path log) throws IOException {
    return launch(root, data, log, freePort());
  }

  static Server launch(Path root, Path data, Path log, int port) throws IOException {
    Files.createDirectories(data);
    var builder = new ProcessBuilder(root.resolve("candylake").toString(), "serve", "--data", data.toString(),
        "--port", String.valueOf(port)).redirectErrorStream(true).redirectOutput(log.toFile());
    // one machine asks as often as it can
    builder.environment().put("CANDYLAKE_LIMITS_ENABLED", "false");
    return new Server("http://127.0.0.1:" + port, builder.start());
  }

  static Server start(Path root, Path data, Path log) throws IOException, InterruptedException {
    Server server = launch(root, data, log);
    server.await("/health", log);
    return server;
  }

  void await(String path, Path log) throws IOException, InterruptedException {
    long patience = System.nanoTime() + 60_000_000_000L;
    while (true) {
      if (!process.isAlive() || System.nanoTime() > patience) {
        close();
        throw new IOException("the server does not start: " + Files.readString(log));
      }
      try {
        if (HTTP.send(request(path, null).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(5);
    }
  }

  int port() {
    return URI.create(base).getPort();
  }

  long pid() {
    return process.pid();
  }

  /** Anonymous memory in MB. */
  long rssAnon() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream().filter(l -> l.startsWith("RssAnon:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow() / 1024;
  }

  /** Seconds of CPU that it has used so far. */
  double cpu() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private HttpRequest.Builder request(String path, Person person) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", READS);
    if (person != null && !person.cookies.isEmpty()) {
      request.header("Cookie", person.cookie());
    }
    return request;
  }

  /** The bytes of a page as a browser gets them. */
  byte[] gzipped(String path, Person person) throws IOException, InterruptedException {
    var answer = HTTP.send(request(path, person).header("Accept-Encoding", "gzip").build(),
        HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 || !answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.headers().map());
    }
    return answer.body();
  }

  /** Somebody with a browser. */
  static final class Person {
    private final Map<String, String> cookies = new LinkedHashMap<>();
    String token = "";

    String cookie() {
      return cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; "));
    }
  }

  String get(Person person, String path) throws IOException, InterruptedException {
    return keep(person, HTTP.send(request(path, person).build(), HttpResponse.BodyHandlers.ofString()), 200);
  }

  void post(Person person, String path, String... fields) throws IOException, InterruptedException {
    var form = new StringBuilder("_csrf=" + encode(person.token));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
    }
    keep(person, HTTP.send(request(path, person).header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form.toString())).build(), HttpResponse.BodyHandlers.ofString()), 303);
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String keep(Person person, HttpResponse<String> answer, int expected) throws IOException {
    if (answer.statusCode() != expected) {
      throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    for (String set : answer.headers().allValues("Set-Cookie")) {
      String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
      if (pair[1].isEmpty()) {
        person.cookies.remove(pair[0]);
      } else {
        person.cookies.put(pair[0], pair[1]);
      }
    }
    Matcher token = TOKEN.matcher(answer.body());
    if (token.find()) {
      person.token = token.group(1);
    }
    return answer.body();
  }

  /** A new member who has signed up in a browser of their own, and supports and keeps some articles. */
  Person signUp(String name, List<Long> likes) throws IOException, InterruptedException {
    var person = new Person();
    get(person, "/sign-up");
    post(person, "/sign-up", "name", name, "password", "reads a lot of " + name, "then", "/");
    for (long article : likes) {
      get(person, "/a/" + article);
      post(person, "/i/" + article + "/vote", "value", "support", "was", "none", "form_key", "bench-v" + article);
      post(person, "/i/" + article + "/favourite", "value", "favourite", "was", "none", "form_key", "bench-f" + article);
    }
    get(person, "/a/" + Objects.requireNonNull(likes.getFirst()));
    return person;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
