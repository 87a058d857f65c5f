package com.candylake.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.article.Articles;
import com.candylake.base.Lang;
import com.candylake.base.Refused;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Desk;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two who change the same item at the same time: the second works on what the first has left. */
class ConcurrentChangeTests extends PlatformTest {
  @Autowired private Items items;
  @Autowired private Articles articles;
  @Autowired private Measures measures;
  @Autowired private Votes votes;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient db;

  /** Does the first thing, and leaves its transaction open until the second has had time to run into it. */
  private void overlapping(Runnable first, Runnable second) throws Exception {
    var done = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(2)) {
      Future<?> one = pool.submit(() -> transactions.executeWithoutResult(tx -> {
        first.run();
        done.countDown();
        pause();
      }));
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> two = pool.submit(second);
      one.get();
      two.get();
    }
  }

  private static void pause() {
    long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private long ask(String sql) {
    Long answer = transactions.execute(tx -> db.sql(sql).query(Long.class).single());
    return answer == null ? -1 : answer;
  }

  @Test
  void aTranslationThatComesWhileTheItemIsWithdrawnDoesNotBringItBackIntoLists() throws Exception {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    overlapping(() -> items.move(author, id, Stage.WITHDRAWN, null), () -> {
      try {
        articles.revise(author, id, Desk.text(Lang.JA, "題", "本文。"), 1, null);
      } catch (Refused refused) {
        assertThat(refused.refusal()).isNotNull();
      }
    });
    assertThat(ask("select count(*) from listing where item = " + id)).isZero();
  }

  @Test
  void aWithdrawalDuringATranslationLeavesNothingInLists() throws Exception {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    overlapping(() -> articles.revise(author, id, Desk.text(Lang.JA, "題", "本文。"), 1, null),
        () -> items.move(author, id, Stage.WITHDRAWN, null));
    assertThat(ask("select count(*) from listing where item = " + id)).isZero();
  }

  @Test
  void twoTranslationsAtOnceAreBothKept() throws Exception {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    overlapping(() -> articles.revise(author, id, Desk.text(Lang.JA, "題", "本文。"), 1, null),
        () -> articles.revise(author, id, Desk.text(Lang.KO, "제목", "본문."), 1, null));
    assertThat(ask("select count(*) from listing where item = " + id)).isEqualTo(3);
  }

  @Test
  void endingOneMeasureWhileAnotherIsOpenedLeavesTheOtherInForce() throws Exception {
    Viewer moderator = people.with(Role.MODERATOR);
    long id = desk.article(people.member(), desk.channel());
    long old = measures.open(moderator, id, Restriction.HIDDEN, "rule 1", "First.");
    overlapping(() -> measures.open(moderator, id, Restriction.HIDDEN, "rule 2", "Second."),
        () -> measures.end(moderator, old));
    assertThat(ask("select restriction from item where id = " + id)).isEqualTo(Restriction.HIDDEN.code());
    assertThat(ask("select count(*) from listing where item = " + id)).isZero();
  }

  @Test
  void theLaterOfTwoVotesOfOneMemberStands() throws Exception {
    Viewer reader = people.member();
    long id = desk.flash(people.member(), Lang.EN, "Short news.");
    overlapping(() -> votes.cast(reader, id, Vote.SUPPORT), () -> votes.cast(reader, id, Vote.OPPOSE));
    assertThat(ask("select value from vote where item = " + id)).isEqualTo(-1);
    assertThat(items.visibleTo(Viewer.ANONYMOUS, id).counts()).isEqualTo(new Counts(0, 0, 0, 0, 1));
  }

  @Test
  void aScheduledItemIsAsHotAsItsNewTimeAndATimeIsOnlyForSchedules() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Stage.DRAFT, null);
    Instant at = clock.instant().plus(Duration.ofDays(30));
    items.move(author, id, Stage.SCHEDULED, at);
    assertThat(ask("select hot - published_at from item where id = " + id)).isZero();
    assertThat(ask("select published_at from item where id = " + id)).isEqualTo(at.toEpochMilli());
    long other = desk.article(author, desk.channel());
    assertThatThrownBy(() -> items.move(author, other, Stage.WITHDRAWN, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    long draft = desk.article(author, desk.channel(), Stage.DRAFT, null);
    assertThatThrownBy(() -> items.move(author, draft, Stage.SCHEDULED, Instant.EPOCH)).isInstanceOf(Refused.class);
  }
}
