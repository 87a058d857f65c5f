package com.candylake.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.favourite.Favourites;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.TextOrigin;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the pages of a member cost who has voted on all that they show and keeps it all. */
class MemberQueryTests extends PlatformTest {
  @Autowired private Flashes flashes;
  @Autowired private Votes votes;
  @Autowired private Favourites favourites;
  private Viewer author;
  private Viewer member;
  private Person browser;
  private Channel channel;

  @BeforeEach
  void aMember() {
    author = people.member();
    member = people.member();
    browser = http.as(member);
    channel = desk.channel();
  }

  /** Other threads of the platform ask the database now and then: the fewest of several tries. */
  private int queries(String path) {
    assertThat(browser.get(path).page().select("details.me")).as(path).hasSize(1);
    return IntStream.range(0, 4).map(i -> Queries.of(() -> browser.get(path)).size()).min().orElseThrow();
  }

  /** One query as soon as the page is kept: once the node has read in the log what was written before. */
  private void costsOne(String path) {
    await(() -> queries(path) == 1);
  }

  /** The same for whoever reads other languages as well, for whom nothing is kept yet. */
  private int queriesAnew(String path) {
    return Stream.of("en,ja", "en,ko", "en,ko,ja", "en,ja,ko")
        .mapToInt(reads -> Queries.of(() -> browser.get(path, "Accept-Language", reads)).size()).min().orElseThrow();
  }

  private long marked(long item) {
    votes.cast(member, item, item % 2 == 0 ? Vote.SUPPORT : Vote.OPPOSE);
    favourites.add(member, item);
    return item;
  }

  private void replies(long item, int number) {
    for (int i = 0; i < number; i++) {
      marked(desk.reply(author, item, Lang.EN, "Reply " + i));
    }
  }

  private void marks(String path, int buttons) {
    assertThat(browser.get(path).page().select(".thread button[aria-pressed=true]")).as(path).hasSize(buttons);
  }

  @Test
  void anArticleCostsOneQueryHoweverManyRepliesFiveIfItIsNotKeptAndTwoForTheFlashesBesideIt() {
    marked(desk.flash(author, Lang.EN, "Beside it."));
    marked(desk.article(author, channel));
    long bare = marked(desk.article(author, channel));
    long few = marked(desk.article(author, channel));
    long many = marked(desk.article(author, channel));
    marked(desk.article(author, channel));
    replies(few, 5);
    replies(many, 20);
    marks("/a/" + few, 10);
    marks("/a/" + many, 40);
    costsOne("/a/" + few);
    assertThat(queriesAnew("/a/" + few)).as("the first in these languages").isEqualTo(7);
    for (long article : List.of(many, bare)) {
      costsOne("/a/" + article);
      assertThat(queriesAnew("/a/" + article)).isEqualTo(5);
    }
  }

  /** They are kept as of the moment before they are asked for, and a transaction shows what there was at its first query. */
  @Test
  void theFlashesBesideAnArticleAreReadBeforeAnythingElse() {
    desk.flash(author, Lang.EN, "Beside it.");
    long article = desk.article(author, channel);
    List<String> statements = Queries.of(() -> browser.get("/a/" + article, "Accept-Language", "ja,en,ko"));
    var lists = IntStream.range(0, statements.size()).filter(i -> statements.get(i).contains(" as lane")).boxed().toList();
    var item = IntStream.range(0, statements.size()).filter(i -> statements.get(i).contains("left join item r ")).boxed()
        .toList();
    assertThat(lists).hasSize(2);
    assertThat(item).hasSize(1);
    assertThat(lists.getFirst()).isLessThan(item.getFirst());
    assertThat(lists.getLast()).as("its neighbours").isGreaterThan(item.getFirst());
  }

  @Test
  void aFlashCostsOneOrFive() {
    desk.flash(author, Lang.EN, "Older.");
    long few = marked(desk.flash(author, Lang.EN, "Somewhat talked about."));
    long many = marked(desk.flash(author, Lang.EN, "Much talked about."));
    desk.flash(author, Lang.EN, "Newer.");
    replies(few, 5);
    replies(many, 20);
    for (long flash : List.of(few, many)) {
      costsOne("/f/" + flash);
      assertThat(queriesAnew("/f/" + flash)).isEqualTo(5);
    }
  }

  @Test
  void listsCostOneOrThree() {
    for (int i = 0; i < 3; i++) {
      marked(desk.article(author, channel));
      marked(desk.flash(author, Lang.EN, "News " + i));
    }
    desk.flash(member, Lang.EN, "My own.");
    for (String list : List.of("/", "/?sort=hot", "/flashes", "/flashes?sort=hot")) {
      costsOne(list);
      assertThat(queriesAnew(list)).as(list).isEqualTo(3);
    }
    assertThat(queries("/favourites")).isEqualTo(3);
    assertThat(queries("/mine")).isEqualTo(1);
    marked(flashes.write(author, new NewFlash(People.id(author), channel.id(), Stage.PUBLISHED, null,
        List.of(new NewFlash.Text(Lang.EN, "Of the channel.", TextOrigin.AUTHOR)))));
    costsOne("/c/" + channel.slug());
    costsOne("/c/" + channel.slug() + "?sort=hot");
  }

  @Test
  void supportingCostsNineStatementsAndSoDoesUndoingIt() {
    long flash = desk.flash(author, Lang.EN, "Somebody should support this.");
    for (int i = 0; i < 2; i++) {
      var form = browser.form("/f/" + flash, "/i/" + flash + "/vote", "value", "support");
      // a batch is told twice; the tail of the log, which PostgreSQL wakes, and the writer of readings ask for themselves
      assertThat(Queries.of(() -> browser.post("/i/" + flash + "/vote", form)).stream()
          .filter(s -> !s.contains("SQL batch") && !s.contains("from change_") && !s.contains("pg_notify")
              && !s.contains("into item_view"))).hasSize(9);
    }
    assertThat(number("select support from item where id = ?", flash)).isZero();
  }
}
