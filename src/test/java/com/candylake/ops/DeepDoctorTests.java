package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.item.Recounts;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** What is kept twice is compared, and put right by counting. */
@ExtendWith(OutputCaptureExtension.class)
class DeepDoctorTests extends PlatformTest {
  @Autowired private Recounts recounts;
  @Autowired private Votes votes;
  @Autowired private KeptPages pages;
  @Autowired private Environment environment;

  private List<String> wrong(long item) {
    return recounts.wrong(Viewer.CONSOLE, item - 1, item).stream().map(Recounts.Wrong::what).toList();
  }

  /** What is wrong with the item is told first, and is not wrong after the repair, of which the log tells. */
  private void found(long item, String what, String plant) {
    assertThat(wrong(item)).isEmpty();
    numbers(plant + " returning 1", item);
    assertThat(wrong(item)).first().asString().contains(what);
    long before = number("select seq from change_head");
    recounts.repair(Viewer.CONSOLE, item);
    assertThat(wrong(item)).isEmpty();
    assertThat(number("select count(*) from change_log where item = ? and seq > ? and kind in ('VISIBILITY', 'COUNTED')",
        item, before)).isEqualTo(2);
  }

  @Test
  void everyCounterIsRecounted() {
    long item = desk.article(people.member(), desk.channel());
    votes.cast(people.member(), item, Vote.SUPPORT);
    votes.cast(people.member(), item, Vote.OPPOSE);
    desk.reply(people.member(), item, Lang.EN, "A reply.");
    found(item, "support 4 instead of 1", "update item set support = 4 where id = ?");
    found(item, "oppose 0 instead of 1", "update item set oppose = 0 where id = ?");
    found(item, "replies 7 instead of 1", "update item set replies = 7 where id = ?");
    found(item, "favourites 1 instead of 0", "update item set favourites = 1 where id = ?");
    found(item, "hot is ", "update item set hot = hot - 5000 where id = ?");
    found(item, "support 1 instead of 0", "delete from vote where value = 1 and item = ?");
  }

  @Test
  void listsAreComparedWithTheStateOfTheirItems() {
    long item = desk.article(people.member(), desk.channel());
    found(item, "row in lists for en is missing", "delete from listing where item = ?");
    found(item, "row in lists for en is wrong", "update listing set hot = hot + 1 where item = ?");
    found(item, "row in lists for en is wrong", "update listing set channel = null where item = ?");
    found(item, "row in lists for ko should not be there", "insert into listing (item, lang, machine, kind, author,"
        + " published_at) select id, 'ko', 0, kind, author, published_at from item where id = ?");
  }

  @Test
  void whatIsRightIsLeftAlone() {
    long item = desk.article(people.member(), desk.channel());
    for (int i = 0; i < 12; i++) {
      votes.cast(people.member(), item, i % 3 == 0 ? Vote.OPPOSE : Vote.SUPPORT);
    }
    long hot = number("select hot from item where id = ?", item);
    assertThat(wrong(item)).isEmpty();
    recounts.repair(Viewer.CONSOLE, item);
    assertThat(number("select hot from item where id = ?", item)).isEqualTo(hot);
  }

  /** An item as the platform writes it, with support that nobody gave. */
  private OwnDatabase supportedByNobody() {
    return new OwnDatabase(environment).migrated().plant(
        "insert into member (name, name_key, created_at) values ('a', 'a', 0)",
        "insert into item (kind, author, lang, stage, created_at, published_at, support, hot)"
            + " values (2, 1, 'en', 'PUBLISHED', 0, 0, 9, 43200000)",
        "insert into item_text (item, lang, title, excerpt, origin, revision, reading_seconds, render_version, updated_at,"
            + " html) values (1, 'en', '', 'x', 'AUTHOR', 1, 1, 1, 0, 'x')",
        "insert into item_revision (item, lang, revision, at, by, origin, title, markdown)"
            + " values (1, 'en', 1, 0, 1, 'AUTHOR', '', 'x')",
        "insert into listing (item, lang, machine, kind, author, published_at, hot) values (1, 'en', 0, 2, 1, 0, 43200000)");
  }

  @Test
  void theVerbNamesEachWrongItemAndPutsItRightIfTold(CapturedOutput output) {
    OwnDatabase own = supportedByNobody();
    assertThat(own.doctor("--deep")).isEqualTo(1);
    assertThat(output.getOut()).contains("item 1: support 9 instead of 0").contains("ids to 1 looked at, 1 wrong");
    assertThat(own.doctor("--deep", "--repair")).isZero();
    assertThat(output.getOut()).contains("1 items put right");
    assertThat(own.doctor("--deep")).isZero();
    assertThat(output.getOut()).containsPattern("ok +counters, lists +ids to 1 looked at")
        .containsPattern("ok +references ").containsPattern("ok +texts, measures ").containsPattern("ok +log's numbers ")
        .containsPattern("ok +kept pages +no server answers");
  }

  @Test
  void rowsThatDoNotFitTheOthersAreNamed(CapturedOutput output) {
    OwnDatabase own = supportedByNobody().plant(
        "insert into favourite (item, member, at) values (77, 1, 0)",
        "insert into vote (item, member, value, at) values (1, 88, 1, 0)",
        "insert into item (kind, author, lang, stage, created_at, published_at, hot)"
            + " values (2, 1, 'en', 'PUBLISHED', 0, 0, 0)",
        "update item_text set revision = 5 where item = 1",
        "update item set restriction = 2 where id = 1",
        "insert into change_log (seq, at, kind) values (1, 0, 'SETTING'), (3, 0, 'SETTING')",
        "update change_head set seq = 3");
    assertThat(own.doctor("--deep")).isEqualTo(1);
    assertThat(output.getOut())
        .contains("1 rows, the first with 77: favourite.item names what is not in item")
        .contains("1 rows, the first with 88: vote.member names what is not in member")
        .contains("1 rows, the first with 2: public items without a text in their own language")
        .contains("1 rows, the first with 1: texts that are not in the history of their item")
        .contains("1 rows, the first with 1: items whose restriction is not that of their open measures")
        .contains("1 changes are missing between 1 and 3");
    own.plant("update change_head set seq = 4");
    assertThat(own.doctor("--deep")).isEqualTo(1);
    assertThat(output.getOut()).contains("the last change is 3, and the head says 4");
  }

  /** A server that has kept a page and was not told what has become of its item. */
  @Test
  void pagesThatAServerHasKeptAreComparedWithTheirRows(CapturedOutput output) throws Exception {
    var server = RunningServer.find(InetAddress.getLoopbackAddress(), environment.getRequiredProperty("local.server.port",
        Integer.class)).orElseThrow();
    long voted = desk.article(people.member(), desk.channel());
    long edited = desk.flash(people.member(), Lang.EN, "A flash.");
    long gone = desk.article(people.member(), desk.channel());
    long fine = desk.article(people.member(), desk.channel());
    votes.cast(people.member(), fine, Vote.OPPOSE);
    var wrong = new ArrayList<String>();
    assertThat(pages.compare(server, wrong::add))
        .matches(f -> f.grade() == Finding.Grade.OK && f.found().contains("looked at"));
    assertThat(wrong).isEmpty();
    numbers("update item set support = 4 where id = ? returning 1", voted);
    numbers("update item_text set html = '<p>Another.</p>' where item = ? returning 1", edited);
    numbers("update item set stage = 'WITHDRAWN' where id = ? returning 1", gone);
    assertThat(pages.compare(server, wrong::add).grade()).isEqualTo(Finding.Grade.PROBLEM);
    assertThat(wrong).hasSize(3)
        .anyMatch(w -> w.startsWith("the page of item " + voted + ": ") && w.contains("support=0") && w.contains("support=4"))
        .contains("the page of item " + edited + ": none of its texts stands there",
            "the page of item " + gone + ": status 200 instead of 410");
    recounts.repair(Viewer.CONSOLE, voted);
    recounts.repair(Viewer.CONSOLE, gone);
    desk.reply(people.member(), edited, Lang.EN, "A reply, which outdates the page.");
    wrong.clear();
    assertThat(pages.compare(server, wrong::add).grade()).as(wrong::toString).isEqualTo(Finding.Grade.OK);
  }

  @Test
  void aServerOnAnotherDatabaseIsNotComparedWithThisOne(CapturedOutput output) {
    OwnDatabase own = new OwnDatabase(environment).migrated()
        .configure("candylake.port", environment.getRequiredProperty("local.server.port"));
    assertThat(own.doctor("--deep")).isZero();
    assertThat(output.getOut()).containsPattern("warning +kept pages +what serves on .* is not on this database");
  }

  @Test
  void repairingWithoutLookingIsRefused(CapturedOutput output) {
    assertThat(Cli.run("doctor", "--repair")).isEqualTo(2);
    assertThat(output.getErr()).contains("--repair is for --deep.");
  }
}
