package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.PlatformTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What writers were told is there, what stands in the database, and what pages show: all the same. */
final class Ledger {
  private final Writers writers;
  /** The page of the thread from which what is new is shown, and what stands on the pages before it. */
  private String from;
  private final Set<String> earlier = new HashSet<>();

  /** Knows of no page yet: the first check looks at all, each one after it at those that can have changed. */
  Ledger(Writers writers) {
    this.writers = writers;
    this.from = "/f/" + writers.root();
  }

  /** That database and pages have what was acknowledged, once, and that everything that is counted is what it counts. */
  void check(Connection database, Browserless http) throws SQLException {
    rows(database);
    pages(database, http);
  }

  /** The same, as soon as this node has been told of what was last committed. */
  void await(Connection database, Browserless http) throws SQLException {
    rows(database);
    String there = texts(database, "select replies from item where id = " + writers.root()).getFirst();
    PlatformTest.await(() -> number(http.get("/f/" + writers.root()).page()).equals(there));
    pages(database, http);
  }

  private void rows(Connection database) throws SQLException {
    List<String> there = replies(database);
    assertThat(new HashSet<>(there)).as("acknowledged").containsAll(writers.acknowledged());
    counters(database);
    assertThat(number(database, "select replies from item where id = " + writers.root())).isEqualTo(there.size());
    assertThat(number(database, "select count(*) from listing where root = " + writers.root())).isEqualTo(there.size());
  }

  /** What holds of every database of this site, whoever wrote it. */
  static void counters(Connection database) throws SQLException {
    List<String> there = replies(database);
    assertThat(there).as("none twice").doesNotHaveDuplicates();
    for (String counter : List.of("support|select count(*) from vote v where v.item = i.id and v.value = 1",
        "oppose|select count(*) from vote v where v.item = i.id and v.value = -1",
        "favourites|select count(*) from favourite f where f.item = i.id",
        "replies|select count(*) from item r where r.root = i.id and r.stage = 'PUBLISHED'")) {
      String[] parts = counter.split("\\|");
      assertThat(texts(database, "select id from item i where i.kind <> 3 and i.%s <> (%s)".formatted(parts[0], parts[1])))
          .as(parts[0]).isEmpty();
    }
    assertThat(texts(database, "select id from item i where (select count(*) from item_text t where t.item = i.id) <> 1"
        + " or (select count(*) from item_revision r where r.item = i.id) <> 1")).as("each with its text").isEmpty();
    assertThat(number(database, "select count(*) - coalesce(max(seq) - min(seq) + 1, 0) from change_log")).as("gaps").isZero();
    assertThat(number(database, "select seq - (select coalesce(max(seq), 0) from change_log) from change_head")).isZero();
  }

  /** Every page of the thread, made and kept, has what the database has. */
  private void pages(Connection database, Browserless http) throws SQLException {
    List<String> there = replies(database);
    var shown = new ArrayList<>(earlier);
    for (String next = from; next != null;) {
      Document page = page(http, next);
      List<String> made = page.select(".reply .e-content").eachText();
      assertThat(number(page)).isEqualTo(String.valueOf(there.size()));
      Document again = page(http, next);
      assertThat(again.select(".reply .e-content").eachText()).as("kept").isEqualTo(made);
      assertThat(number(again)).isEqualTo(number(page));
      shown.addAll(made);
      Element more = page.selectFirst("#replies a[rel=next]");
      from = next;
      if (more == null) {
        next = null;
      } else {
        earlier.addAll(made);
        next = "/f/" + writers.root() + more.attr("href").replaceFirst("#.*", "");
      }
    }
    // AssertJ would compare each with each
    assertThat(shown.stream().sorted().toList()).isEqualTo(there.stream().sorted().toList());
  }

  private static Document page(Browserless http, String path) {
    Browserless.Answer answer = http.get(path, "Accept-Language", "en");
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.page();
  }

  private static String number(Document page) {
    return page.expectFirst("article.h-entry data.replies").attr("value");
  }

  static List<String> replies(Connection database) throws SQLException {
    return texts(database, "select r.markdown from item i join item_revision r on r.item = i.id where i.kind = 3");
  }

  static long number(Connection database, String sql) throws SQLException {
    return Long.parseLong(texts(database, sql).getFirst());
  }

  static List<String> texts(Connection database, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = database.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
