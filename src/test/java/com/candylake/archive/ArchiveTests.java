package com.candylake.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.DataFolder;
import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import com.candylake.channel.Channel;
import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import com.candylake.database.Schema;
import com.candylake.favourite.Favourites;
import com.candylake.form.Upload;
import com.candylake.guard.Viewer;
import com.candylake.media.MediaFiles;
import com.candylake.media.Samples;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.NaughtyStrings;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A backup of the running platform, restored: on both databases, and from PostgreSQL into SQLite. */
class ArchiveTests extends PlatformTest {
  private static final String[] PASSING = {"invitation", "node", "passkey_challenge", "session",
      "sign_in_ticket"};
  @Autowired private Environment environment;
  @Autowired private MediaFiles media;
  @Autowired private Votes votes;
  @Autowired private Favourites favourites;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient db;

  private Manifest backUp(Path file) throws Exception {
    return Archives.write(here(), Places.folder(environment), file, false, clock.instant(), Watcher.NOBODY).manifest();
  }

  private Connections here() {
    return Places.database(environment);
  }

  private static Path file() {
    return temporary().resolve("backup.zip");
  }

  private static Connections restored(Path file) throws Exception {
    return restored(file, Places.folder());
  }

  private static Connections restored(Path file, DataFolder folder) throws Exception {
    Connections target = Places.sqlite(folder);
    Archives.restore(file, target, folder, Watcher.NOBODY);
    return target;
  }

  @Test
  void everyTableOfTheSchemaIsInItButWhatLetsPeopleIn() throws Exception {
    var expected = new TreeSet<>(Places.tables(here()));
    assertThat(expected).as("a table that is left out by name is in the schema").contains(PASSING);
    expected.remove("flyway_schema_history");
    expected.removeAll(List.of(PASSING));
    assertThat(backUp(file()).tables()).extracting(Manifest.Part::name).containsExactlyElementsOf(expected);
  }

  @Test
  void whatIsRestoredIsRowForRowWhatWasThere() throws Exception {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Desk.text(Lang.JA, "湖の朝 🍬", "本文です。\n\n\"引用\"と\\と\u2028。"));
    desk.reply(people.member(), id, Lang.KO, "답글");
    List<String> naughty = NaughtyStrings.all().stream().map(NaughtyStrings.Naughty::text)
        .filter(t -> t.length() < 10_000 && t.indexOf(0) < 0).distinct().toList();
    String name = "naughty-" + System.nanoTime();
    transactions.executeWithoutResult(tx -> {
      for (int i = 0; i < naughty.size(); i++) {
        db.sql("insert into setting (name, lang, value) values (:name, :lang, :value)").param("name", name)
            .param("lang", "n" + i).param("value", naughty.get(i)).update();
      }
      db.sql("insert into origin (source, external_id, item, digest) values ('ｚ', 'b', :id, ''), ('a', 'é', :id, 'Z'),"
          + " ('Z', 'a', :id, 'A'), ('𠮷', '', :id, ' '), ('\uFF5E', '', :id, ' ')").param("id", id).update();
      db.sql("update item set hot = :hot where id = :id").param("hot", Long.MIN_VALUE).param("id", id).update();
    });
    try {
      Path file = file();
      backUp(file);
      var there = Places.content(here(), PASSING);
      // what happens by itself, letters and tellings, may have happened meanwhile
      for (var before = Map.<String, List<String>>of(); !before.equals(there); there = Places.content(here(), PASSING)) {
        before = there;
        Files.delete(file);
        backUp(file);
      }
      DataFolder folder = Places.folder();
      Connections same = Places.empty(environment, folder);
      Archives.restore(file, same, folder, Watcher.NOBODY);
      assertThat(Places.content(same, PASSING)).isEqualTo(there);
      assertThat(Places.content(restored(file), PASSING)).as("on SQLite").isEqualTo(there);
      assertThat(there.get("setting")).hasSizeGreaterThanOrEqualTo(naughty.size());
      for (String table : PASSING) {
        assertThat(Places.rows(same, "select 1 from " + table)).isEmpty();
      }
      assertThat(Archives.verify(file, temporary(), Watcher.NOBODY)).isEmpty();

      DataFolder fresh = Places.folder();
      Connections made = Places.empty(environment, fresh);
      Schema.of(made).migrate();
      assertThat(Places.schema(same)).as("indexes and constraints").isEqualTo(Places.schema(made));
    } finally {
      transactions.executeWithoutResult(tx -> {
        db.sql("delete from setting where name = :name").param("name", name).update();
        db.sql("update item set hot = published_at where id = :id").param("id", id).update();
      });
    }
  }

  @Test
  void theRestoredLogHasAnotherEpochAndGoesOnWhereItWas() throws Exception {
    desk.flash(people.member(), Lang.EN, "Something happened.");
    Path file = file();
    Manifest manifest = backUp(file);
    Connections restored = restored(file);
    assertThat(Places.value(restored, "select seq from change_head")).isEqualTo("" + manifest.position());
    assertThat(Places.value(restored, "select epoch from change_head")).isNotEqualTo(manifest.epoch()).hasSize(36);
    assertThat(manifest.epoch()).isEqualTo(text("select epoch from change_head"));
  }

  @Test
  void numbersGoOnAfterTheHighestThatWasEverGiven() throws Exception {
    String insert = "insert into statement_of_reasons (at, ground, explanation) values (0, 'rule', 'x')";
    long highest = numbers(insert + " returning id").getFirst();
    transactions.executeWithoutResult(tx -> db.sql("delete from statement_of_reasons where id = ?").param(highest).update());
    Path file = file();
    backUp(file);
    DataFolder folder = Places.folder();
    Connections same = Places.empty(environment, folder);
    Archives.restore(file, same, folder, Watcher.NOBODY);
    for (Connections restored : List.of(same, restored(file))) {
      Places.execute(restored, insert);
      assertThat(Long.parseLong(Places.value(restored, "select max(id) from statement_of_reasons")))
          .isEqualTo(highest + 1);
    }
  }

  @Test
  void anArchiveTakenWhileWritersWriteIsOfOneMoment() throws Exception {
    Channel channel = desk.channel();
    var articles = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      articles.add(desk.article(people.member(), channel));
    }
    var stop = new AtomicBoolean();
    var acknowledged = new AtomicLong();
    Path file = file();
    long before;
    try (var pool = Executors.newFixedThreadPool(4)) {
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        Viewer member = people.member();
        var dice = new Random(i);
        writers.add(pool.submit(() -> {
          while (!stop.get()) {
            long item = articles.get(dice.nextInt(articles.size()));
            switch (dice.nextInt(4)) {
              case 0 -> acknowledged.accumulateAndGet(
                  desk.reply(member, item, Lang.EN, "Reply " + dice.nextInt()), Math::max);
              case 1 -> votes.cast(member, item, dice.nextBoolean() ? Vote.SUPPORT : Vote.OPPOSE);
              case 2 -> favourites.add(member, item);
              default -> favourites.remove(member, item);
            }
          }
        }));
      }
      await(() -> acknowledged.get() > 0);
      before = acknowledged.get();
      backUp(file);
      stop.set(true);
      for (Future<?> each : writers) {
        each.get();
      }
    }
    Connections restored = restored(file);
    assertThat(Places.value(restored, "select count(*) from item where id = " + before)).isEqualTo("1");
    assertThat(Long.parseLong(Places.value(restored, "select max(id) from item"))).isLessThan(acknowledged.get());
    for (long id : articles) {
      assertThat(Places.value(restored, "select support, oppose, replies, favourites from item where id = " + id))
          .as("counters are what the rows are").isEqualTo(Places.value(restored, """
              select (select count(*) from vote where item = i.id and value = 1),
                     (select count(*) from vote where item = i.id and value = -1),
                     (select count(*) from item r where r.root = i.id),
                     (select count(*) from favourite where item = i.id) from item i where i.id = %d""".formatted(id)));
    }
    assertThat(Places.value(restored, "select max(seq) from change_log"))
        .as("the log ends where its head is").isEqualTo(Places.value(restored, "select seq from change_head"));
    assertThat(Places.value(restored, "select max(seq) - min(seq) + 1 - count(*) from change_log")).isEqualTo("0");
    assertThat(Places.rows(restored, "select id from item where kind = 3 and stage <> 'WITHDRAWN'"
        + " and id not in (select item from item_text)"))
        .as("replies without their texts").isEmpty();
    String upTo = " where seq <= " + Places.value(restored, "select seq from change_head") + " order by seq";
    assertThat(Places.rows(restored, "select * from change_log" + upTo))
        .isEqualTo(Places.rows(here(), "select * from change_log" + upTo));
  }

  @Test
  void aRestoredFolderServesAndItsMembersSignInAnew() throws Exception {
    Assumptions.assumeTrue(DIALECT == Dialect.SQLITE, "a platform of its own is started once");
    Viewer member = people.member();
    long id = desk.flash(member, Lang.EN, "Kept in a safe place.");
    Path file = file();
    backUp(file);
    DataFolder folder = Places.folder();
    restored(file, folder);
    try (var platform = DemoContent.empty(folder.data())) {
      var there = new Browserless(platform.getEnvironment(), platform.getBean(Sessions.class));
      assertThat(there.get("/f/" + id).body()).contains("Kept in a safe place.");
      assertThat(there.as(member).get("/mine").status()).isEqualTo(200);
      String token = http.as(member).cookies().get(Sessions.COOKIE);
      assertThat(there.get("/mine", "Cookie", Sessions.COOKIE + "=" + token).status()).as("the old session").isEqualTo(303);
      assertThat(People.id(member)).isPositive();
    }
  }

  @Test
  void filesOfTheDataFolderAreInIt() throws Exception {
    DataFolder folder = Places.folder(environment);
    Files.createDirectories(folder.resolve("media/ab"));
    Files.write(folder.resolve("media/ab/cdef"), new byte[] {0, 1, 2, -1});
    Files.writeString(folder.resolve("candylake.properties"), "candylake.setting.name=糖湖\n");
    Path file = file();
    try {
      Archives.write(here(), folder, file, false, Instant.EPOCH, Watcher.NOBODY);
    } finally {
      Files.delete(folder.resolve("candylake.properties"));
      Files.delete(folder.resolve("media/ab/cdef"));
    }
    DataFolder target = Places.folder();
    restored(file, target);
    assertThat(target.resolve("media/ab/cdef")).hasBinaryContent(new byte[] {0, 1, 2, -1});
    assertThat(target.resolve("candylake.properties")).hasContent("candylake.setting.name=糖湖\n");
    assertThat(Archives.verify(file, temporary(), Watcher.NOBODY)).isEmpty();
  }

  @Test
  void imagesComeBackAsTheyWere() throws Exception {
    Viewer author = people.member();
    Path png = Files.write(temporary().resolve("lake.png"), Samples.png(600, 300));
    MediaName image = media.take(author, new Upload("lake.png", png)).name();
    desk.article(author, desk.channel(), Desk.text(Lang.EN, "By the lake", "![A lake](" + image.address() + ")"));
    DataFolder folder = Places.folder(environment);
    Path file = file();
    Archives.write(here(), folder, file, false, Instant.EPOCH, Watcher.NOBODY);
    DataFolder target = Places.folder();
    Connections restored = restored(file, target);
    for (int width : image.widths()) {
      String name = "media/" + image.hash().substring(0, 2) + "/" + image + "-" + width + ".webp";
      assertThat(target.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
    for (String sql : List.of("select * from media where name = '" + image + "'",
        "select * from media_use where media = '" + image + "'")) {
      assertThat(Places.rows(restored, sql)).hasSize(1).isEqualTo(Places.rows(here(), sql));
    }
  }
}
