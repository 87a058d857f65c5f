package com.candylake.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.reply.Replies;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What members are told on the site. */
class InboxTests extends PlatformTest {
  @Autowired private Measures measures;
  @Autowired private Replies replies;
  private Viewer ann;
  private Viewer bob;
  private Person browser;
  private Channel channel;
  private long article;

  @BeforeEach
  void twoMembersAndAnArticle() {
    ann = people.member();
    bob = people.member();
    browser = http.as(ann);
    channel = desk.channel();
    article = desk.article(ann, channel, Desk.text(Lang.EN, "What the ferry costs", "Body."));
  }

  private String name(Viewer member) {
    return text("select name from member where id = ?", People.id(member));
  }

  private Document inbox(Person person) {
    return person.get("/inbox").page();
  }

  private List<String> told(Person person) {
    return inbox(person).select(".told li > div").eachText();
  }

  private String badge(Person person) {
    return person.get("/").page().select(".top .inbox .badge").text();
  }

  private void isTold(long item, int times) {
    await(() -> number("select count(*) from notification where item = ?", item) == times);
  }

  /** Until everything that was written so far has been told. */
  private void allTold() {
    long marker = desk.reply(ann, desk.article(bob, channel), Lang.EN, "A marker.");
    isTold(marker, 1);
  }

  @Test
  void aReplyIsToldToWhomItConcernsAndToNobodyElse() {
    long first = desk.reply(bob, article, Lang.EN, "It costs nothing on Mondays.");
    isTold(first, 1);
    assertThat(told(browser)).singleElement().asString()
        .startsWith(name(bob) + " replied to your article").contains("What the ferry costs")
        .contains("It costs nothing on Mondays.").contains("new");
    Viewer carl = people.member();
    long second = desk.reply(carl, first, Lang.EN, "Only for children.");
    isTold(second, 2);
    assertThat(told(http.as(bob))).singleElement().asString().startsWith(name(carl) + " replied to your reply");
    desk.reply(ann, article, Lang.EN, "I wrote this myself.");
    allTold();
    assertThat(told(http.as(carl))).isEmpty();
    assertThat(number("select count(*) from notification where member = ? and item > ?", People.id(ann), second)).isZero();
  }

  @Test
  void mentionsInArticlesFlashesAndRepliesAreToldOnceEach() {
    String written = "Ask @" + name(ann) + " or @" + name(ann) + ", not `@" + name(bob) + "`.";
    long story = desk.article(bob, channel, Desk.text(Lang.EN, "Who knows", written));
    long flash = desk.flash(bob, Lang.EN, written);
    long reply = desk.reply(bob, flash, Lang.EN, written);
    for (long item : List.of(story, flash, reply)) {
      isTold(item, 1);
    }
    assertThat(told(browser)).hasSize(3).allSatisfy(t -> assertThat(t).startsWith(name(bob) + " mentioned you"));
    assertThat(told(http.as(bob))).isEmpty();
  }

  @Test
  void aMentionThatAnEditAddsIsToldAndWhatWasToldIsNotToldAgain() {
    long reply = desk.reply(bob, article, Lang.EN, "Somebody should know.");
    isTold(reply, 1);
    Viewer carl = people.member();
    replies.revise(bob, reply, Lang.EN, "Ask @" + name(carl) + " and @" + name(ann) + ".", 1);
    isTold(reply, 2);
    assertThat(told(http.as(carl))).singleElement().asString().startsWith(name(bob) + " mentioned you");
    assertThat(told(browser)).singleElement().asString().contains("replied to your article");
  }

  @Test
  void theNumberStandsOnEveryPageUntilItIsRead() {
    assertThat(badge(browser)).isEmpty();
    isTold(desk.reply(bob, article, Lang.EN, "One."), 1);
    isTold(desk.flash(bob, Lang.EN, "Hello @" + name(ann)), 1);
    await(() -> badge(browser).equals("2"));
    assertThat(browser.get("/inbox/unread").page().select("a.inbox").text()).contains("Notifications, 2 unread");
    String newest = inbox(browser).select("button[name=told]").eachAttr("value").getFirst();
    var answer = browser.submit("/inbox", "/inbox/open", "told", newest);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location").orElseThrow()).startsWith("/f/");
    assertThat(badge(browser)).isEqualTo("1");
    assertThat(inbox(browser).select(".told .unread")).hasSize(1);
    var form = browser.form("/inbox", "/inbox/read", "last", inbox(browser).select("button[name=last]").val());
    long late = desk.reply(bob, article, Lang.EN, "Nobody has seen this yet.");
    isTold(late, 1);
    assertThat(browser.post("/inbox/read", form).header("Location")).contains("/inbox?done=read");
    assertThat(badge(browser)).isEqualTo("1");
    assertThat(told(browser).getFirst()).contains("new");
  }

  @Test
  void newRepliesUnderOneItemStandTogetherAndLeadToTheOldest() {
    long first = desk.reply(bob, article, Lang.EN, "One.");
    desk.reply(people.member(), article, Lang.EN, "Two.");
    isTold(desk.reply(bob, article, Lang.EN, "Three."), 1);
    assertThat(told(browser)).singleElement().asString().startsWith("3 new replies").contains("What the ferry costs");
    var answer = browser.submit("/inbox", "/inbox/open", "told", inbox(browser).select("button[name=told]").val());
    assertThat(answer.header("Location").orElseThrow()).startsWith("/a/" + article + "?").endsWith("#r" + first);
    assertThat(badge(browser)).isEmpty();
    assertThat(inbox(browser).select(".unread")).isEmpty();
  }

  @Test
  void whatIsNoLongerShownIsNotToldAndNotCounted() {
    long reply = desk.reply(bob, article, Lang.EN, "This will be withdrawn.");
    long other = desk.reply(bob, article, Lang.EN, "This will be removed.");
    isTold(reply, 1);
    isTold(other, 1);
    await(() -> badge(browser).equals("2"));
    String ids = inbox(browser).select("button[name=told]").val();
    var opening = browser.form("/inbox", "/inbox/open", "told", ids);
    http.as(bob).submit("/i/" + reply + "/withdraw", "/i/" + reply + "/withdraw");
    assertThat(badge(browser)).isEqualTo("1");
    measures.open(people.with(Role.MODERATOR), other, Restriction.REMOVED, "rule", "why");
    assertThat(badge(browser)).isEmpty();
    assertThat(told(browser)).isEmpty();
    assertThat(browser.post("/inbox/open", opening).status()).isEqualTo(410);
    http.as(bob).submit("/mine", "/i/" + reply + "/restore");
    assertThat(told(browser)).hasSize(1);
  }

  @Test
  void whatWasWithdrawnBeforeItWasToldIsNotTold() {
    long kept = desk.flash(bob, Lang.EN, "Kept, @" + name(ann) + ".");
    measures.open(people.with(Role.MODERATOR), kept, Restriction.HELD, "filter", "looked at first");
    allTold();
    // it may have been told in between; it is not shown in any case, and it is told once when it is free
    assertThat(told(browser)).isEmpty();
    measures.open(people.with(Role.MODERATOR), kept, Restriction.LABELLED, "rule", "why");
    assertThat(number("select count(*) from notification where item = ?", kept)).isLessThanOrEqualTo(1);
  }

  @Test
  void nobodyOpensOrReadsWhatOthersAreTold() {
    isTold(desk.reply(bob, article, Lang.EN, "For Ann alone."), 1);
    String ids = inbox(browser).select("button[name=told]").val();
    Person stranger = http.as(people.member());
    var token = stranger.form("/languages", "/languages");
    for (String forged : List.of(ids, ids + "." + ids, "", "0", "-1", "x", "1.2.", "9".repeat(30), ids + ".".repeat(3))) {
      token.put("told", List.of(forged));
      assertThat(stranger.post("/inbox/open", token).status()).as(forged).isEqualTo(404);
    }
    token.put("last", List.of("999999999999999999"));
    assertThat(stranger.post("/inbox/read", token).status()).isEqualTo(303);
    token.put("last", List.of("x"));
    assertThat(stranger.post("/inbox/read", token).status()).isEqualTo(303);
    assertThat(badge(browser)).isEqualTo("1");
    assertThat(http.stranger().get("/inbox").header("Location").orElseThrow()).startsWith("/sign-in");
    assertThat(stranger.get("/inbox?after=x").status()).isEqualTo(404);
  }

  @Test
  void theInboxPagesByKey() {
    long last = 0;
    for (int i = 0; i < 33; i++) {
      last = desk.flash(bob, Lang.EN, "Number " + i + " for @" + name(ann));
    }
    isTold(last, 1);
    await(() -> badge(browser).equals("33"));
    assertThat(told(browser)).hasSize(30);
    assertThat(told(browser).getFirst()).contains("Number 32");
    String next = inbox(browser).select("a[rel=next]").attr("href");
    assertThat(browser.get("/inbox" + next).page().select(".told li").eachText()).hasSize(3).last().asString()
        .contains("Number 0");
  }

  @Test
  void membersSayWhatTheyWantToBeTold() {
    var form = browser.form("/account/notifications", "/account/notifications");
    assertThat(form.get("told")).hasSize(6);
    form.put("told", List.of("MENTION", "NOTHING"));
    assertThat(browser.post("/account/notifications", form).header("Location")).contains("/account/notifications?done=notify");
    long reply = desk.reply(bob, article, Lang.EN, "Not wanted.");
    long mention = desk.reply(bob, article, Lang.EN, "But this, @" + name(ann) + ".");
    isTold(mention, 1);
    isTold(reply, 0);
    assertThat(told(browser)).singleElement().asString().contains("mentioned you");
    assertThat(browser.get("/account/notifications").page().select("input[name=told][checked]").eachAttr("value"))
        .containsExactly("MENTION");
  }

  @Test
  void whatWasImportedIsNoNews() {
    long old = desk.flash(bob, clock.instant().minusSeconds(4 * 86_400), Map.of(Lang.EN, "Old, @" + name(ann) + "."));
    allTold();
    isTold(old, 0);
  }
}
