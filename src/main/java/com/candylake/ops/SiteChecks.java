package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.base.Lang;
import com.candylake.database.Connections;
import com.candylake.guard.Role;
import com.candylake.web.ProxyProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Whether the site is set up for the public that is to see it. */
record SiteChecks(Connections connections, Environment environment, ProxyProperties proxies, MetricsProperties metrics,
    DataFolder folder, Clock clock) {
  private static final Duration STALE = Duration.ofDays(7);

  /** Of any kind of address: whoever asks may say who he is. */
  private static final List<String> STRANGERS = List.of("203.0.113.1", "8.8.8.8", "2001:4860:4860::8888");

  /** What does not need the database. */
  List<Check> outside() {
    return List.of(
        new Check("port", "choose another with candylake.port", this::port),
        new Check("trusted proxies", "correct candylake.trusted-proxies", this::trusted),
        new Check("limits", "delete candylake.limits.enabled", this::limited),
        new Check("metrics", "correct candylake.metrics.address", this::scraped),
        new Check("backup", "take a backup: ./candylake backup FILE", this::backup));
  }

  /** What only a database with a schema can tell. */
  List<Check> inside() {
    return List.of(
        new Check("site address", "correct site.url at /admin/settings", this::address),
        new Check("languages", "correct the languages at /admin/settings", this::languages),
        new Check("zone", "correct the zone at /admin/settings", this::zone),
        new Check("administrator", "./candylake member add NAME --role ADMIN", this::administrator));
  }

  private Finding port() throws IOException, InterruptedException {
    int port = RunningServer.port(environment);
    InetAddress address = RunningServer.listens(environment);
    if (port == 0) {
      return Finding.ok("any free one");
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return Finding.ok(port + " is free");
    } catch (IOException e) {
      Optional<RunningServer> server = RunningServer.find(address, port);
      if (server.isEmpty()) {
        return Finding.problem(port + ": " + e.getMessage(),
            "stop the program that has it, or choose another with candylake.port (below 1024 only root may listen)");
      }
      return server.get().isUp() ? Finding.ok("a CandyLake serves on " + port)
          : Finding.problem("the CandyLake that serves on " + port + " says that it is down", "see what its log says");
    }
  }

  private Finding trusted() {
    List<String> names = proxies.trustedProxies();
    for (String name : names) {
      var range = new IpAddressMatcher(name.strip());
      if (STRANGERS.stream().anyMatch(range::matches)) {
        return Finding.problem(name + " holds the whole Internet", "name the proxies' own addresses only: whoever asks from"
            + " there is believed about who asks");
      }
    }
    if (names.isEmpty() && given("site.url").orElse("").startsWith("https")) {
      return Finding.warning("none, but the site has https", "name the proxy that has the certificate"
          + " (candylake.trusted-proxies=127.0.0.1, ::1), or all readers with the same browser count as one");
    }
    return Finding.ok(names.isEmpty() ? "none" : String.join(", ", names));
  }

  private Finding limited() {
    return environment.getProperty("candylake.limits.enabled", Boolean.class, true) ? Finding.ok("on")
        : Finding.problem("off: whoever wants to may try passwords without end, and fill the site",
            "delete candylake.limits.enabled from candylake.properties and CANDYLAKE_LIMITS_ENABLED from the environment");
  }

  private Finding scraped() {
    if (metrics.port() == null) {
      return Finding.ok("off");
    }
    InetAddress address = metrics.address();
    String found = "on " + address.getHostAddress() + ", port " + metrics.port();
    return address.isLoopbackAddress() || address.isSiteLocalAddress() ? Finding.ok(found)
        : Finding.warning(found, "keep the public away from it, or set candylake.metrics.address=127.0.0.1: it asks for no"
            + " password");
  }

  private Finding backup() throws IOException {
    Optional<Instant> last = LastBackup.of(folder);
    if (last.isEmpty()) {
      return Finding.warning("none was taken with ./candylake backup",
          "take one before each upgrade and every night, and try one now and then: ./candylake backup --verify FILE");
    }
    Duration age = Duration.between(last.get(), clock.instant());
    String found = "last at " + last.get();
    return age.compareTo(STALE) < 0 ? Finding.ok(found) : Finding.warning(found + ", " + age.toDays() + " days ago",
        "take backups regularly: ./candylake backup FILE");
  }

  /** The file or the environment gives it, else the browser did. */
  private Finding address() throws SQLException {
    String url = inForce("site.url");
    if (url.isEmpty()) {
      return Finding.warning("not set", "set the address that the public uses, at /admin/settings or as"
          + " candylake.setting.site.url: without it, links in pages lead to 127.0.0.1");
    }
    URI uri = URI.create(url);
    String host = uri.getHost();
    if (host == null) {
      return Finding.problem(url + " is no address", "set https:// and a host, no path");
    }
    if (!"https".equals(uri.getScheme())) {
      return Finding.warning(url, "set up TLS in a reverse proxy and change it to https: passwords and sessions go over the"
          + " wire in the open");
    }
    try {
      InetAddress resolved = InetAddress.getByName(host);
      return resolved.isLoopbackAddress()
          ? Finding.warning(url + " leads to this machine only", "set the address that the public uses") : Finding.ok(url);
    } catch (UnknownHostException e) {
      return Finding.warning(url + ": no such host can be found from here", "correct site.url, or the DNS");
    }
  }

  /** Texts in a language that the site no longer has are in no list. */
  private Finding languages() throws SQLException {
    String given = inForce("languages");
    List<String> tags = given.isEmpty() ? Lang.INTERFACE.stream().map(Lang::tag).toList()
        : Arrays.stream(given.split(",")).map(String::strip).toList();
    var wrong = tags.stream().filter(tag -> Lang.parse(tag).isEmpty()).toList();
    if (!wrong.isEmpty()) {
      return Finding.problem("no language: " + String.join(", ", wrong), "name them by BCP 47 tags, like zh-Hans");
    }
    var hidden = new ArrayList<String>();
    try (Connection connection = connections.open(); var statement = connection.createStatement();
        var rows = statement.executeQuery("select lang, count(*) from listing group by lang order by lang")) {
      while (rows.next()) {
        if (!tags.contains(rows.getString(1))) {
          hidden.add(rows.getLong(2) + " in " + rows.getString(1));
        }
      }
    }
    return hidden.isEmpty() ? Finding.ok(String.join(", ", tags))
        : Finding.warning("texts that no list shows: " + String.join(", ", hidden), "add their languages, or let them be");
  }

  private Finding zone() throws SQLException {
    String zone = inForce("zone");
    try {
      return Finding.ok(ZoneId.of(zone.isEmpty() ? "Asia/Shanghai" : zone).getId());
    } catch (DateTimeException e) {
      return Finding.problem(zone + " is no zone that this Java knows", "set an IANA name, or install a newer JDK 25");
    }
  }

  private Finding administrator() throws SQLException {
    try (Connection connection = connections.open()) {
      long administrators = Ask.number(connection,
          "select count(*) from member_role where role = '" + Role.ADMIN + "'");
      if (administrators > 0) {
        return Finding.ok(administrators + (administrators == 1 ? " member" : " members"));
      }
      long links = Ask.hasTable(connection, "invitation") ? Ask.number(connection,
          "select count(*) from invitation where role = '" + Role.ADMIN + "' and expires_at > " + clock.millis()) : 0;
      return links > 0
          ? Finding.warning("none, and whoever has the link of the last start can become it",
              "open that link now and sign up, or: ./candylake member add NAME --role ADMIN")
          : Finding.warning("none", "restart the server for a link, or: ./candylake member add NAME --role ADMIN");
    }
  }

  private String inForce(String key) throws SQLException {
    Optional<String> given = given(key);
    if (given.isPresent()) {
      return given.get();
    }
    try (Connection connection = connections.open()) {
      return Ask.text(connection, "select value from setting where name = '" + key + "' and lang = ''").strip();
    }
  }

  private Optional<String> given(String key) {
    Map<String, String> all = new TreeMap<>();
    Binder.get(environment).bind("candylake.setting", Bindable.mapOf(String.class, String.class)).orElse(Map.of())
        .forEach((name, value) -> all.put(plain(name), value));
    return Optional.ofNullable(all.get(plain(key)));
  }

  /** As the platform reads them: the environment knows no dots. */
  private static String plain(String key) {
    return key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
