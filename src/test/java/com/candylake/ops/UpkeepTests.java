package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.article.Articles;
import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.change.Change;
import com.candylake.change.ChangeLog;
import com.candylake.form.FormKeys;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.item.Source;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept for a time only, and that it goes then and not before. */
class UpkeepTests extends PlatformTest {
  @Autowired private Upkeep upkeep;
  @Autowired private ChangeLog log;
  @Autowired private Items items;
  @Autowired private Articles articles;
  @Autowired private FormKeys forms;
  @Autowired private Measures measures;
  @Autowired private List<ScheduledTaskHolder> schedules;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient db;

  @Test
  void changesAreKeptFor14DaysAndWhoeverHasNotReadThemByThenIsTold() {
    ChangeLog.Position before = log.head();
    long old = desk.flash(people.member(), Lang.EN, "Old news.");
    clock.advance(Duration.ofDays(13));
    upkeep.all();
    assertThat(log.after(before).changes()).extracting(Change::item).contains(old);
    clock.advance(Duration.ofDays(2));
    upkeep.all();
    assertThat(log.after(before).broken()).as("nothing is left to read").isTrue();
    ChangeLog.Position head = log.head();
    assertThat(log.after(head).broken()).isFalse();
    long news = desk.flash(people.member(), Lang.EN, "Fresh news.");
    assertThat(log.after(before).broken()).as("what is left does not reach back").isTrue();
    assertThat(log.after(head).changes()).extracting(Change::item).contains(news);
  }

  @Test
  void theLogGetsNoHolesWhereClocksDiffer() {
    ChangeLog.Position before = log.head();
    long first = desk.flash(people.member(), Lang.EN, "Written by a node whose clock is right.");
    clock.advance(Duration.ofDays(-15));
    long second = desk.flash(people.member(), Lang.EN, "Written by one whose clock is slow.");
    clock.advance(Duration.ofDays(15));
    upkeep.all();
    assertThat(log.after(before).changes()).extracting(Change::item).contains(first, second);
  }

  @Test
  void whatWasWithdrawnCanBeBroughtBackFor30DaysAndIsThenPurged() {
    Viewer author = people.member();
    long id = article(author);
    items.move(author, id, Stage.WITHDRAWN, null);
    clock.advance(Duration.ofDays(29));
    upkeep.all();
    assertThat(rows(id)).isEqualTo(2 + 2 + 1);
    assertThat(status(author, id)).isEqualTo(200);
    items.move(author, id, Stage.PUBLISHED, null);
    items.move(author, id, Stage.WITHDRAWN, null);
    clock.advance(Duration.ofDays(29));
    upkeep.all();
    assertThat(rows(id)).as("30 days from the last time").isEqualTo(2 + 2 + 1);
    clock.advance(Duration.ofDays(2));
    upkeep.all();
    assertThat(rows(id)).isZero();
    assertThat(number("select count(*) from item where id = ?", id)).as("the row stays").isEqualTo(1);
  }

  @Test
  void afterThe30DaysItIsGoneForEverybodyBeforeAndAfterThePurge() {
    Viewer author = people.member();
    long id = article(author);
    items.move(author, id, Stage.WITHDRAWN, null);
    clock.advance(Duration.ofDays(31));
    for (boolean purged : List.of(false, true)) {
      if (purged) {
        upkeep.all();
      }
      assertThat(status(author, id)).as("author, purged: " + purged).isEqualTo(410);
      assertThat(status(people.with(Role.MODERATOR), id)).isEqualTo(410);
      assertThat(http.get("/a/" + id).status()).isEqualTo(410);
      assertThatThrownBy(() -> items.move(author, id, Stage.PUBLISHED, null))
          .isInstanceOfSatisfying(Refused.class,
              r -> assertThat(r.refusal()).isEqualTo(new Refusal.Gone(Refusal.Gone.By.AUTHOR)));
    }
    assertThat(number("select count(*) from item where stage = 'WITHDRAWN' and id = ?", id)).isEqualTo(1);
    Browserless.Answer mine = http.as(author).get("/mine");
    assertThat(mine.status()).isEqualTo(200);
    assertThat(mine.page().select("#i" + id + " form, #i" + id + " a")).as("nothing to do with it").isEmpty();
  }

  @Test
  void whatACaseHasSealedIsKeptForThoseWhoDecide() {
    Viewer author = people.member();
    Viewer moderator = people.with(Role.MODERATOR);
    long id = article(author);
    measures.open(moderator, id, Restriction.LABELLED, "rule 1", "A label.");
    items.move(author, id, Stage.WITHDRAWN, null);
    clock.advance(Duration.ofDays(31));
    upkeep.all();
    assertThat(rows(id)).isEqualTo(2 + 2 + 1);
    assertThat(status(moderator, id)).isEqualTo(200);
    assertThat(status(author, id)).isEqualTo(410);
  }

  @Test
  void whatIsPublishedIsKeptHoweverOldAndSoAreItsReplies() {
    Viewer author = people.member();
    long id = article(author);
    long reply = desk.reply(people.member(), id, Lang.EN, "An answer.");
    clock.advance(Duration.ofDays(400));
    upkeep.all();
    assertThat(rows(id)).isEqualTo(2 + 2 + 1);
    assertThat(rows(reply)).isEqualTo(1 + 1);
  }

  @Test
  void aPurgeTakes500ItemsATime() {
    upkeep.all();
    long author = People.id(people.member());
    transactions.executeWithoutResult(tx -> {
      db.sql("""
          insert into item (kind, author, lang, stage, created_at, published_at, withdrawn_at, hot)
          with recursive n(i) as (select 1 union all select i + 1 from n where i < 501)
          select 2, :author, 'en', 'WITHDRAWN', 0, 0, i, 0 from n""").param("author", author).update();
      db.sql("""
          insert into item_text (item, lang, title, excerpt, origin, revision, reading_seconds, render_version,
            updated_at, html)
          select id, 'en', '', '', 'AUTHOR', 1, 1, 1, 0, 'x' from item where author = :author""")
          .param("author", author).update();
    });
    assertThat(items.purge(Viewer.CONSOLE)).isTrue();
    String left = "select count(*) from item_text t join item i on i.id = t.item where i.author = ?";
    assertThat(number(left, author)).isEqualTo(1);
    assertThat(items.purge(Viewer.CONSOLE)).isFalse();
    assertThat(number(left, author)).isZero();
  }

  @Test
  void sentFormsAreKnownForTwoDays() {
    Viewer member = people.member();
    assertThat(send(member, "first")).isEqualTo("first");
    clock.advance(Duration.ofHours(47));
    upkeep.all();
    assertThat(send(member, "second")).as("answered with what the first led to").isEqualTo("first");
    clock.advance(Duration.ofHours(2));
    upkeep.all();
    assertThat(number("select count(*) from form_key where member = ?", People.id(member))).isZero();
  }

  @Test
  void onlyWhoAdministersTheSiteDoesIt() {
    Viewer moderator = people.with(Role.MODERATOR);
    for (ThrowingCallable act : List.<ThrowingCallable>of(() -> log.prune(moderator), () -> items.purge(moderator),
        () -> forms.prune(moderator))) {
      assertThatThrownBy(act).isInstanceOfSatisfying(Refused.class,
          r -> assertThat(r.refusal()).isEqualTo(new Refusal.NotAllowed()));
    }
  }

  @Test
  void aServerDoesItByItself() {
    assertThat(schedules).flatExtracting(ScheduledTaskHolder::getScheduledTasks)
        .anyMatch(task -> task.toString().contains("Upkeep.all"));
  }

  /** With two texts, each of one revision, and a source. */
  private long article(Viewer author) {
    return articles.write(author, new NewArticle(People.id(author), desk.channel().id(), Stage.PUBLISHED, null,
        List.of(Desk.text(Lang.EN, "Title", "Body."), Desk.text(Lang.JA, "題", "本文です。")),
        List.of(new Source("A source", "", "", "", ""))));
  }

  private long rows(long id) {
    return number("""
        select (select count(*) from item_text where item = ?) + (select count(*) from item_revision where item = ?)
          + (select count(*) from item_source where item = ?)""", id, id, id);
  }

  private int status(Viewer member, long id) {
    return http.as(member).get("/a/" + id).status();
  }

  private String send(Viewer member, String result) {
    return Objects.requireNonNull(transactions.execute(tx -> forms.once(member, "upkeep", "test", () -> result)));
  }
}
