package com.candylake.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.favourite.Favourites;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.PlatformTest;
import com.candylake.view.Views;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Counters are equal to the rows they count, whatever happens at the same time. */
class CounterTests extends PlatformTest {
  @Autowired private Items items;
  @Autowired private Votes votes;
  @Autowired private Favourites favourites;
  @Autowired private Views views;
  @Autowired private Measures measures;
  @Autowired private JdbcClient db;
  @Autowired private TransactionTemplate transactions;

  @Test
  void aSecondVoteReplacesTheFirstAndTheSameVoteTwiceChangesNothing() {
    long id = desk.flash(people.member(), Lang.JA, "速報です。");
    Viewer reader = people.member();
    votes.cast(reader, id, Vote.SUPPORT);
    votes.cast(reader, id, Vote.SUPPORT);
    assertThat(counts(id)).isEqualTo(new Counts(0, 0, 0, 1, 0));
    votes.cast(reader, id, Vote.OPPOSE);
    assertThat(counts(id)).isEqualTo(new Counts(0, 0, 0, 0, 1));
    votes.undo(reader, id);
    votes.undo(reader, id);
    assertThat(counts(id)).isEqualTo(new Counts(0, 0, 0, 0, 0));
  }

  @Test
  void aFavouriteIsKeptOnceAndTakenBackOnce() {
    long id = desk.article(people.member(), desk.channel());
    Viewer reader = people.member();
    favourites.add(reader, id);
    favourites.add(reader, id);
    assertThat(counts(id).favourites()).isEqualTo(1);
    favourites.remove(reader, id);
    favourites.remove(reader, id);
    assertThat(counts(id).favourites()).isZero();
  }

  @Test
  void whoeverIsNotSignedInIsAskedToSignInFirst() {
    long id = desk.flash(people.member(), Lang.EN, "Short news.");
    assertThatThrownBy(() -> votes.cast(Viewer.ANONYMOUS, id, Vote.SUPPORT))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.refusal()).isInstanceOf(Refusal.SignIn.class));
  }

  @Test
  void aLockedItemTakesNoVotesAndNoReplies() {
    long id = desk.flash(people.member(), Lang.EN, "Short news.");
    measures.open(people.with(Role.MODERATOR), id, Restriction.LOCKED, "rule", "Too heated.");
    Viewer reader = people.member();
    assertThatThrownBy(() -> votes.cast(reader, id, Vote.SUPPORT)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> desk.reply(reader, id, Lang.EN, "But!")).isInstanceOf(Refused.class);
    assertThat(counts(id)).isEqualTo(new Counts(0, 0, 0, 0, 0));
  }

  @Test
  void theReplyCounterCountsPublicReplies() {
    Viewer author = people.member();
    Viewer moderator = people.with(Role.MODERATOR);
    long root = desk.article(people.member(), desk.channel());
    long reply = desk.reply(author, root, Lang.KO, "답글이에요.");
    desk.reply(people.member(), reply, Lang.JA, "返信です。");
    assertThat(counts(root).replies()).isEqualTo(2);
    items.move(author, reply, Stage.WITHDRAWN, null);
    assertThat(counts(root).replies()).isEqualTo(1);
    items.move(author, reply, Stage.PUBLISHED, null);
    long measure = measures.open(moderator, reply, Restriction.HIDDEN, "rule", "Hidden.");
    assertThat(counts(root).replies()).isEqualTo(1);
    measures.end(moderator, measure);
    assertThat(counts(root).replies()).isEqualTo(2);
  }

  @Test
  void viewsAreAddedInBatchesAndUnknownItemsArePassedOver() {
    long id = desk.article(people.member(), desk.channel());
    views.add(Viewer.CONSOLE, Map.of(id, 3, 999_999_999L, 5));
    views.add(Viewer.CONSOLE, Map.of(id, 4));
    assertThat(counts(id).views()).isEqualTo(7);
  }

  @Test
  void hotIsTwelveHoursForEachTenfoldAndStandsInTheListingToo() {
    long id = desk.flash(people.member(), Lang.EN, "Short news.");
    long published = ask("select published_at from item where id = " + id);
    for (int i = 0; i < 9; i++) {
      votes.cast(people.member(), id, Vote.SUPPORT);
    }
    // log10(1 + 9) = 1
    assertThat(ask("select hot from item where id = " + id) - published).isEqualTo(43_200_000);
    assertThat(ask("select hot from listing where item = " + id) - published).isEqualTo(43_200_000);
    for (int i = 0; i < 18; i++) {
      votes.cast(people.member(), id, Vote.OPPOSE);
    }
    assertThat(ask("select hot from item where id = " + id) - published).isEqualTo(-43_200_000);
  }

  @Test
  void underConcurrentReadersEveryCounterIsEqualToItsRows() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CounterTests seed " + seed);
    var random = new Random(seed);
    long id = desk.flash(people.member(), Lang.ZH_HANS, "快讯。");
    List<Viewer> crowd = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      crowd.add(people.member());
    }
    try (var pool = Executors.newFixedThreadPool(16)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 400; i++) {
        Viewer reader = crowd.get(random.nextInt(crowd.size()));
        int act = random.nextInt(6);
        all.add(pool.submit(() -> act(act, reader, id)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(counts(id)).isEqualTo(new Counts(0,
        ask("select count(*) from item where root = " + id),
        ask("select count(*) from favourite where item = " + id),
        ask("select count(*) from vote where value = 1 and item = " + id),
        ask("select count(*) from vote where value = -1 and item = " + id)));
  }

  private void act(int act, Viewer reader, long id) {
    switch (act) {
      case 0 -> votes.cast(reader, id, Vote.SUPPORT);
      case 1 -> votes.cast(reader, id, Vote.OPPOSE);
      case 2 -> votes.undo(reader, id);
      case 3 -> favourites.add(reader, id);
      case 4 -> favourites.remove(reader, id);
      default -> desk.reply(reader, id, Lang.EN, "An answer.");
    }
  }

  private Counts counts(long id) {
    return items.visibleTo(Viewer.ANONYMOUS, id).counts();
  }

  private long ask(String sql) {
    Long answer = transactions.execute(tx -> db.sql(sql).query(Long.class).single());
    return answer == null ? -1 : answer;
  }
}
