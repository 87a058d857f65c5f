package com.candylake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.base.DataFolder;
import com.candylake.base.Lang;
import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import com.candylake.testkit.PlatformTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** From a SQLite folder to PostgreSQL, with the content of the platform that runs on that. */
class MovingTests extends PlatformTest {
  private static @Nullable Path backup;
  @Autowired private Environment environment;
  private DataFolder folder = Places.folder();

  @BeforeEach
  void aSiteOnSqlite() throws Exception {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "there is a PostgreSQL to move to");
    Path file = backup;
    if (file == null) {
      long id = desk.article(people.member(), desk.channel());
      desk.reply(people.member(), id, Lang.KO, "답글");
      file = temporary().resolve("backup.zip");
      Archives.write(Places.database(environment), folder, file, false, clock.instant(), Watcher.NOBODY);
      backup = file;
    }
    Archives.restore(file, Places.sqlite(folder), folder, Watcher.NOBODY);
    Places.execute(source(), "insert into session (token_hash, member, created_at, seen_at, device)"
        + " select 'hash', min(id), 1, 9007199254740993, '📱' from member");
  }

  private Connections source() {
    return Places.sqlite(folder);
  }

  private Connections target() throws Exception {
    return Places.empty(environment, folder);
  }

  @Test
  void everyRowArrivesAndTheNumbersGoOn() throws Exception {
    String insert = "insert into statement_of_reasons (at, ground, explanation) values (0, 'rule', 'x')";
    Places.execute(source(), insert);
    long highest = Long.parseLong(Places.value(source(), "select max(id) from statement_of_reasons"));
    Places.execute(source(), "delete from statement_of_reasons where id = " + highest);
    Connections target = target();
    assertThat(Moving.move(folder, target, Watcher.NOBODY).before()).isFalse();
    assertThat(Places.content(target)).isEqualTo(Places.content(source()));
    assertThat(Places.value(target, "select seen_at from session where device = '📱'")).isEqualTo("9007199254740993");
    assertThat(Places.value(target, "select epoch from change_head"))
        .isNotEqualTo(Places.value(source(), "select epoch from change_head"));
    assertThat(Moving.move(folder, target, Watcher.NOBODY).before()).as("run again").isTrue();
    Places.execute(target, insert);
    assertThat(Places.value(target, "select max(id) from statement_of_reasons")).isEqualTo("" + (highest + 1));
    assertThatThrownBy(() -> Moving.move(folder, target, Watcher.NOBODY)).as("it has gone on since")
        .hasMessageContaining("the database has rows in it already").hasMessageContaining("give it an empty one");
  }

  @Test
  void whatIsCutOffAtAnyRowIsDoneByRunningItAgain() throws Exception {
    Connections target = target();
    long rows = Places.content(source()).values().stream().mapToLong(t -> t.size()).sum();
    long seed = System.nanoTime();
    System.out.println("MovingTests: seed " + seed);
    var dice = new Random(seed);
    for (int i = 0; i < 4; i++) {
      // rows are watched while they are sent and again while they are compared
      long last = dice.nextLong(1, 2 * rows);
      assertThatThrownBy(() -> Moving.move(folder, target, new CutOff(last))).hasMessage("cut off");
      assertThat(Places.content(target, "change_head")).as("after row %d", last)
          .allSatisfy((table, there) -> assertThat(there).as(table).isEmpty());
    }
    Moving.move(folder, target, Watcher.NOBODY);
    assertThat(Places.content(target)).isEqualTo(Places.content(source()));
  }

  private static final class CutOff implements Watcher {
    private long left;

    CutOff(long rows) {
      left = rows;
    }

    @Override
    public void begins(String what, long rows) {}

    @Override
    public void row() {
      left--;
      if (left == 0) {
        throw new IllegalStateException("cut off");
      }
    }
  }

  @Test
  void nothingIsMovedWhileAServerHasTheFolder() throws Exception {
    Connections target = target();
    try (Connection server = source().open()) {
      assertThat(server.isReadOnly()).isFalse();
      try (var statement = server.createStatement()) {
        statement.execute("update change_head set seq = seq");
      }
      assertThatThrownBy(() -> Moving.move(folder, target, Watcher.NOBODY))
          .hasMessage("a server or another command is using " + folder.data() + "; stop it first");
    }
    assertThat(Places.tables(target)).isEmpty();
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() throws Exception {
    Connections target = target();
    Places.execute(target, "create table theirs (id integer)");
    assertThatThrownBy(() -> Moving.move(folder, target, Watcher.NOBODY))
        .hasMessageContaining("tables that are not CandyLake's");
    assertThat(Places.tables(target)).containsExactly("theirs");
  }

  @Test
  void itSaysWhatIsMissing() {
    assertThatThrownBy(() -> Moving.move(folder, source(), Watcher.NOBODY))
        .hasMessageContaining("no PostgreSQL is configured; set candylake.database.url");
    DataFolder nowhere = Places.folder();
    assertThatThrownBy(() -> Moving.move(nowhere, target(), Watcher.NOBODY))
        .hasMessage("there is no database in " + nowhere.data() + "; name the data folder with --data");
  }
}
