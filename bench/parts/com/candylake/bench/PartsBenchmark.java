package com.candylake.bench;

import com.candylake.base.DataFolder;
import com.candylake.base.Lang;
import com.candylake.cache.Gzip;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Schema;
import com.candylake.text.InputGate;
import com.candylake.text.LanguageGuess;
import com.candylake.text.Markdown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.json.JsonMapper;

/** What pages and forms are made of, each part on its own; {@code bench/run parts} runs it and says what came out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m", "-XX:+UseCompactObjectHeaders",
    "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PartsBenchmark {
  private static final Lang LANG = new Lang("zh-Hans");
  private static final String SELECT = "select title, html from item_text where item = ? and lang = ?";

  /** As long as the page of an article with twenty replies; made of the demonstration's articles. */
  private static final int PAGE = 44_000;

  private String article;
  private String reply;
  private byte[] page;
  private Path folder;
  private Connection kept;
  private Connection stock;

  @Setup
  public void setUp() throws IOException, SQLException {
    var html = new StringBuilder();
    try (var lines = PartsBenchmark.class.getResourceAsStream("/demo/articles-1.jsonl")) {
      for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        for (var text : JsonMapper.shared().readTree(line).get("texts").properties()) {
          html.append(Markdown.article(text.getValue().get("body").asString(), new Lang(text.getKey())).html());
          article = article == null ? text.getValue().get("body").asString() : article;
        }
      }
    }
    reply = article.lines().filter(l -> l.length() > 80).findFirst().orElseThrow();
    page = Arrays.copyOf(html.toString().getBytes(StandardCharsets.UTF_8), PAGE);
    folder = Files.createTempDirectory("candylake-parts");
    var connections = new Connections(new DatabaseProperties(null, null, "", "", null, 1, 1), new DataFolder(folder));
    Schema.of(connections).migrate();
    kept = connections.open();
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + connections.file());
    stock = source.getConnection();
    try (var write = kept.createStatement(); var text = kept.prepareStatement("""
        insert into item_text (item, lang, title, excerpt, origin, revision, reading_seconds, render_version, updated_at, html)
        values (1, 'zh-Hans', 't', 'e', 'AUTHOR', 1, 1, 1, 1, ?)""")) {
      write.execute("insert into member (name, name_key, created_at) values ('someone', 'someone', 1)");
      write.execute("insert into item (kind, author, lang, stage, created_at, published_at, hot)"
          + " values (1, 1, 'zh-Hans', 'PUBLISHED', 1, 1, 1)");
      text.setString(1, Markdown.article(article, LANG).html());
      text.execute();
    }
  }

  @TearDown
  public void tearDown() throws SQLException, IOException {
    kept.close();
    stock.close();
    FileSystemUtils.deleteRecursively(folder);
  }

  @Benchmark
  public String checkReply() {
    return InputGate.text("body", reply, 1, 5_000);
  }

  @Benchmark
  public Markdown.Rendered renderReply() {
    return Markdown.remark(reply, LANG);
  }

  @Benchmark
  public Markdown.Rendered renderArticle() {
    return Markdown.article(article, LANG);
  }

  @Benchmark
  public Optional<LanguageGuess> guessLanguage() {
    return LanguageGuess.of(reply, List.of(LANG, new Lang("ja"), new Lang("ko"), new Lang("en")), List.of(LANG));
  }

  @Benchmark
  public byte[] compress() {
    return Gzip.of(page);
  }

  @Benchmark
  public String readTextByKeptStatement() throws SQLException {
    return read(kept);
  }

  /** As the driver does it. */
  @Benchmark
  public String readTextByNewStatement() throws SQLException {
    return read(stock);
  }

  private static String read(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setLong(1, 1);
      statement.setString(2, "zh-Hans");
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1) + row.getString(2);
      }
    }
  }
}
