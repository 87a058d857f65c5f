package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.database.Schema;
import com.candylake.testkit.PlatformTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A database that an older version has written. */
class UpgradeTests extends PlatformTest {
  @Autowired private Environment environment;

  @Test
  void whatWasListedAndSentBeforeIsListedAndKnownAfterwards() throws SQLException {
    var own = new OwnDatabase(environment);
    Schema.of(own.connections(), MigrationVersion.fromVersion("3")).migrate();
    own.plant(
        "insert into member (name, name_key, created_at) values ('someone', 'someone', 1)",
        "insert into channel (slug, position) values ('news', 1)",
        "insert into item (kind, author, channel, lang, stage, created_at, published_at, replies, hot)"
            + " values (1, 1, 1, 'en', 'PUBLISHED', 5, 5, 1, 13004500)",
        "insert into item (kind, author, channel, lang, stage, root, parent, created_at, published_at, hot)"
            + " values (3, 1, 1, 'ja', 'PUBLISHED', 1, 1, 6, 6, 6)",
        text(1, "en"), text(2, "ja"),
        "insert into item_revision (item, lang, revision, at, by, origin, title, markdown)"
            + " values (1, 'en', 0, 3, 1, 'AUTHOR', 't', 'a draft'), (1, 'en', 1, 5, 1, 'AUTHOR', 't', 'm'),"
            + " (2, 'ja', 1, 6, 1, 'AUTHOR', 't', 'm')",
        "insert into listing (item, lang, machine, kind, channel, author, root, thread, published_at, hot)"
            + " values (1, 'en', 0, 1, 1, 1, null, null, 5, 13004500), (2, 'ja', 0, 3, 1, 1, 1, 2, 6, 6)",
        "insert into form_key (member, form_key, result, at) values (1, 'key:write', '2', 7)");
    String listing = "select item, lang, kind, channel, author, root, thread, published_at, hot from listing order by item";
    List<String> listed = rows(own, listing);
    Schema.of(own.connections()).migrate();
    assertThat(rows(own, listing)).isEqualTo(listed).hasSize(2);
    assertThat(rows(own, "select member, form_key, result, at from form_key")).containsExactly("1 key:write 2 7");
    assertThat(rows(own, "select item, revision, shown from item_revision order by item, revision"))
        .as("what was written before publication is in no history").containsExactly("1 0 0", "1 1 1", "2 1 1");
    assertThat(Cli.run("doctor", "--deep", "--data", own.data().toString())).isZero();
  }

  private static String text(long item, String lang) {
    return "insert into item_text (item, lang, title, excerpt, origin, revision, reading_seconds, render_version, updated_at,"
        + " markdown, html) values (" + item + ", '" + lang + "', 't', 'e', 'AUTHOR', 1, 1, 1, 5, 'm', '<p>m</p>')";
  }

  private static List<String> rows(OwnDatabase own, String sql) throws SQLException {
    try (Connection connection = own.connections().open(); var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (row.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    }
  }
}
