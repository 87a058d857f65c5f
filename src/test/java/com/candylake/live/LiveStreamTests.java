package com.candylake.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.Articles;
import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.change.ChangeLog;
import com.candylake.change.Changes;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.item.TextOrigin;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class LiveStreamTests extends PlatformTest {
  @Autowired private Backlog backlog;
  @Autowired private Articles articles;
  @Autowired private Flashes flashes;
  @Autowired private Items items;
  @Autowired private Votes votes;
  @Autowired private Measures measures;
  @Autowired private ChangeLog log;
  @Autowired private Changes changes;
  @Autowired private Live live;
  @Autowired private Events events;
  @Autowired private Streams streams;
  @Autowired private TransactionTemplate transaction;

  private Listening listen(String query, String... headers) {
    return Listening.to(http.base() + "/live" + query, headers);
  }

  private String position() {
    return Event.id(log.head());
  }

  @Test
  void aStreamIsAnEventStreamThatNobodyKeeps() {
    try (Listening stream = listen("")) {
      assertThat(stream.response().statusCode()).isEqualTo(200);
      assertThat(stream.response().headers().firstValue("Content-Type")).hasValueSatisfying(
          type -> assertThat(type).isEqualToIgnoringCase("text/event-stream;charset=utf-8"));
      assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
      assertThat(stream.response().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(stream.response().headers().allValues("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void anythingButGetIsRefused() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      for (String method : List.of("HEAD", "POST", "PUT", "DELETE", "OPTIONS")) {
        var answer = client.send(HttpRequest.newBuilder(URI.create(http.base() + "/live"))
            .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(method).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).as(method).hasValue("GET");
      }
    }
  }

  @Test
  void aFlashIsToldWithItsLanguagesAndWithoutItsText() {
    Viewer author = people.member();
    try (Listening stream = listen("").here()) {
      long flash = flashes.write(author, new NewFlash(People.id(author), null, Stage.PUBLISHED, null, List.of(
          new NewFlash.Text(Lang.JA, "湖の水位が上がりました。", TextOrigin.TRANSLATOR),
          new NewFlash.Text(Lang.EN, "The lake has risen.", TextOrigin.MACHINE))));
      Listening.Told told = stream.first("published", flash);
      assertThat(told.data().propertyNames()).containsExactlyInAnyOrder("id", "root", "kind", "at", "langs");
      assertThat(told.data().get("kind").stringValue()).isEqualTo("flash");
      assertThat(told.data().get("langs")).hasToString(
          "[{\"lang\":\"ja\",\"machine\":false},{\"lang\":\"en\",\"machine\":true}]");
    }
  }

  @Test
  void anEditAWithdrawalAndTheReturnAreTold() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.EN, "First words.");
    try (Listening stream = listen("?after=" + position()).here()) {
      flashes.revise(author, flash, new NewFlash.Text(Lang.EN, "Other words.", TextOrigin.AUTHOR), null, null);
      assertThat(stream.first("edited", flash).data().get("kind").stringValue()).isEqualTo("flash");
      items.move(author, flash, Stage.WITHDRAWN, null);
      assertThat(stream.first("gone", flash).data().get("root").isNull()).isTrue();
      items.move(author, flash, Stage.PUBLISHED, null);
      stream.first("published", flash);
    }
  }

  @Test
  void whatAMeasureHidesIsGoneAReplyWithItsRoot() {
    Viewer author = people.member();
    long article = desk.article(author, desk.channel());
    long reply = desk.reply(author, article, Lang.EN, "A reply.");
    Viewer moderator = people.with(Role.MODERATOR);
    try (Listening stream = listen("?after=" + position()).here()) {
      measures.open(moderator, reply, Restriction.HIDDEN, "Rule 1", "Because.");
      assertThat(stream.first("gone", reply).data().get("root").asLong()).isEqualTo(article);
      measures.open(moderator, article, Restriction.REMOVED, "Rule 1", "Because.");
      stream.first("gone", article);
    }
  }

  @Test
  void countersAreToldAsTheyAreAtLast() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.EN, "Count me.");
    try (Listening stream = listen("?after=" + position()).here()) {
      for (int i = 0; i < 5; i++) {
        votes.cast(people.member(), flash, i == 0 ? Vote.OPPOSE : Vote.SUPPORT);
      }
      desk.reply(people.member(), flash, Lang.EN, "Indeed.");
      Listening.Told last = stream.until(t -> t.name().equals("counted") && t.isOf(flash)
          && t.data().get("replies").asLong() == 1).getLast();
      assertThat(last.data()).hasToString(
          "{\"id\":%d,\"support\":4,\"oppose\":1,\"replies\":1,\"favourites\":0}".formatted(flash));
    }
  }

  @Test
  void ofDraftsAndOfWhatIsReviewedOrHeldNothingIsTold() {
    Viewer author = people.member();
    var channel = desk.channel();
    try (Listening stream = listen("?after=" + position()).here()) {
      long draft = desk.article(author, channel, Stage.DRAFT, null);
      articles.revise(author, draft, new NewArticle.Text(Lang.EN, "Better", "Body.", TextOrigin.AUTHOR), null, null);
      items.move(author, draft, Stage.IN_REVIEW, null);
      items.move(author, draft, Stage.DRAFT, null);
      long held = desk.article(author, channel);
      stream.first("published", held);
      measures.open(people.with(Role.MODERATOR), held, Restriction.HELD, "Rule 1", "Because.");
      stream.first("gone", held);
      long last = desk.flash(author, Lang.EN, "The end.");
      assertThat(stream.until(t -> t.isOf(last))).noneMatch(t -> t.isOf(draft) || t.isOf(held));
    }
  }

  @Test
  void whoComesBackWithAnIdIsToldWhatFollowedIt() {
    Viewer author = people.member();
    String id;
    long first;
    try (Listening stream = listen("").here()) {
      first = desk.flash(author, Lang.EN, "First.");
      id = stream.first("published", first).id();
    }
    long second = desk.flash(author, Lang.EN, "Second.");
    votes.cast(people.member(), first, Vote.SUPPORT);
    // the address that the page had is older than what the browser remembers
    try (Listening stream = listen("?after=" + Event.id(new ChangeLog.Position(log.head().epoch(), 0)), "Last-Event-ID",
        id)) {
      List<Listening.Told> told = stream.until(t -> t.name().equals("here"));
      assertThat(told).anyMatch(t -> t.name().equals("published") && t.isOf(second));
      assertThat(told).anyMatch(t -> t.name().equals("counted") && t.isOf(first));
      assertThat(told.getLast().id()).isEqualTo(position());
    }
  }

  @Test
  void aPositionThatCannotBeFollowedOrIsTooFarBackMeansReset() {
    ChangeLog.Position head = log.head();
    transaction.executeWithoutResult(t -> {
      for (int i = 0; i <= 1_000; i++) {
        changes.member(1);
      }
    });
    for (String after : List.of("another-1", "nonsense", Event.id(head))) {
      try (Listening stream = listen("?after=" + after)) {
        // a flash that is published while nobody follows is not lost: the page is loaded anew
        assertThat(stream.next().name()).as(after).isEqualTo("reset");
        long flash = desk.flash(people.member(), Lang.EN, "And on it goes.");
        stream.first("published", flash);
      }
    }
  }

  @Test
  void whileTooMuchWaitsForSlowClientsWhoComesFromFarBackIsResetAndWhoIsNotBehindIsNot() {
    ChangeLog.Position before = log.head();
    long flash = desk.flash(people.member(), Lang.EN, "Missed by somebody.");
    int all = (int) backlog.room();
    assertThat(backlog.take(all)).isTrue();
    try (Listening behind = listen("?after=" + Event.id(before)); Listening abreast = listen("?after=" + position())) {
      assertThat(behind.next().name()).isEqualTo("reset");
      assertThat(abreast.next().name()).isEqualTo("here");
    } finally {
      backlog.give(all);
    }
    try (Listening behind = listen("?after=" + Event.id(before))) {
      behind.first("published", flash);
      behind.here();
    }
    await(() -> backlog.room() == all);
  }

  @Test
  void whatHappensWhileSomebodyCatchesUpIsNotLost() throws Exception {
    Viewer author = people.member();
    String from = position();
    var written = new ArrayList<Long>();
    Thread writer = Thread.ofVirtual().start(() -> {
      for (int i = 0; i < 60; i++) {
        written.add(desk.flash(author, Lang.EN, "Number " + i + "."));
      }
    });
    var readers = new ArrayList<Listening>();
    while (writer.isAlive()) {
      readers.add(listen("?after=" + from));
    }
    writer.join();
    assertThat(readers).isNotEmpty();
    for (Listening reader : readers) {
      var missing = new ArrayList<>(written);
      reader.until(t -> {
        missing.remove(Long.valueOf(t.data().path("id").asLong()));
        return missing.isEmpty();
      });
      reader.close();
    }
  }

  @Test
  void fiveHundredStreamsAreToldOfOneFlash() {
    var readers = new ArrayList<Listening>();
    try {
      for (int i = 0; i < 500; i++) {
        readers.add(listen(""));
      }
      readers.forEach(Listening::here);
      assertThat(streams.size()).isGreaterThanOrEqualTo(500);
      long flash = desk.flash(people.member(), Lang.EN, "To everybody.");
      readers.forEach(r -> r.first("published", flash));
    } finally {
      readers.forEach(Listening::close);
    }
  }

  @Test
  void pagesSayWhereTheirStreamBegins() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.EN, "Before the page.");
    long article = desk.article(author, desk.channel(), Desk.text(Lang.EN, "Title", "Body."));
    Map<String, String> places = Map.of("/flashes", "section.live", "/", "main", "/f/" + flash, "main", "/a/" + article,
        "main");
    places.forEach((path, place) -> {
      var page = http.get(path, "Accept-Language", "en").page();
      String address = page.select(place).attr("data-live");
      assertThat(address).as(path).matches("/live\\?after=[\\w-]+-\\d+");
      try (Listening stream = listen(address.substring("/live".length()))) {
        assertThat(stream.until(t -> t.name().equals("here"))).as(path).noneMatch(t -> t.name().equals("reset"));
      }
    });
  }

  @Test
  void theAddressAndABatchOfChangesCostNextToNothing() {
    assertThat(Queries.of(live::address)).isEmpty();
    Viewer author = people.member();
    long one = desk.flash(author, Lang.EN, "One.");
    long two = desk.flash(author, Lang.EN, "Two.");
    var batch = log.after(new ChangeLog.Position(log.head().epoch(), log.head().seq() - 2)).changes();
    assertThat(batch).extracting(c -> c.item()).containsExactly(one, two);
    while (!live.address().endsWith(position())) {
      Thread.onSpinWait();
    }
    assertThat(ofItems(() -> events.of(batch))).hasSize(1);
    assertThat(ofItems(() -> events.counts(List.of(one, two)))).hasSize(1);
  }

  /** Beside those of the log, which is read all the time. */
  private static List<String> ofItems(Runnable work) {
    return Queries.of(work).stream().filter(s -> !s.contains("change_")).toList();
  }
}
