package com.candylake.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Following authors, channels and items, and what one is told for it. */
class FollowTests extends PlatformTest {
  @Autowired private Items items;
  private Viewer ann;
  private Viewer bob;
  private Person browser;
  private Channel channel;
  private String author;

  @BeforeEach
  void twoMembers() {
    ann = people.member();
    bob = people.member();
    browser = http.as(ann);
    channel = desk.channel();
    author = page(bob);
  }

  private String page(Viewer member) {
    return "/u/" + URLEncoder.encode(text("select name from member where id = ?", People.id(member)), StandardCharsets.UTF_8);
  }

  private long follows() {
    return number("select count(*) from follow where member = ?", People.id(ann));
  }

  private void follow(String page) {
    assertThat(browser.submit(page, pressed(page)).status()).isEqualTo(303);
  }

  /** The button's address, as the page says it. */
  private String pressed(String page) {
    return browser.get(page).page().select("button[formaction*='/follow?']").attr("formaction").replaceFirst("\\?.*", "");
  }

  private String pressedState(String page) {
    return browser.get(page).page().select("button[formaction*='/follow?']").attr("aria-pressed");
  }

  private List<String> told() {
    return browser.get("/inbox").page().select(".told li > div").eachText();
  }

  private void isTold(long item, int times) {
    await(() -> number("select count(*) from notification where item = ?", item) == times);
  }

  @Test
  void theSameButtonFollowsAndStops() {
    long article = desk.article(bob, channel);
    long flash = desk.flash(bob, Lang.EN, "Talk about this.");
    for (String page : List.of(author, "/c/" + channel.slug(), "/a/" + article, "/f/" + flash)) {
      long before = follows();
      assertThat(pressedState(page)).as(page).isEqualTo("false");
      follow(page);
      assertThat(pressedState(page)).as(page).isEqualTo("true");
      assertThat(follows()).as(page).isEqualTo(before + 1);
      follow(page);
      assertThat(pressedState(page)).as(page).isEqualTo("false");
      assertThat(follows()).as(page).isEqualTo(before);
    }
  }

  @Test
  void whatAnAuthorPublishesIsToldToWhoFollowsThem() {
    desk.flash(bob, Lang.EN, "Before anybody followed.");
    follow(author);
    long article = desk.article(bob, channel, Desk.text(Lang.EN, "Followed", "Body."));
    long flash = desk.flash(bob, Lang.EN, "Followed too.");
    long reply = desk.reply(bob, desk.flash(people.member(), Lang.EN, "Of somebody else."), Lang.EN, "Only a reply.");
    isTold(article, 1);
    isTold(flash, 1);
    isTold(reply, 1);
    assertThat(told()).hasSize(2).first().asString().contains("posted a flash").contains("Followed too.");
    assertThat(told().getLast()).contains("published an article").contains("Followed");
  }

  @Test
  void aChannelTooAndWhoFollowsBothIsToldOnce() {
    follow("/c/" + channel.slug());
    Viewer carl = people.member();
    isTold(desk.article(carl, channel, Desk.text(Lang.EN, "In the channel", "Body.")), 1);
    assertThat(told()).singleElement().asString().startsWith("New article in " + channel.slug());
    follow(author);
    long article = desk.article(bob, channel);
    isTold(article, 1);
    assertThat(told().getFirst()).contains("published an article");
    isTold(desk.article(ann, channel), 0);
    assertThat(told()).hasSize(2);
  }

  @Test
  void theRepliesOfAnItem() {
    long article = desk.article(bob, channel);
    desk.reply(people.member(), article, Lang.EN, "Before.");
    follow("/a/" + article);
    long reply = desk.reply(people.member(), article, Lang.EN, "After.");
    // its author and who follows it
    isTold(reply, 2);
    assertThat(told()).singleElement().asString().contains("that you follow").contains("After.");
    follow("/a/" + article);
    isTold(desk.reply(people.member(), article, Lang.EN, "Nobody follows."), 1);
    assertThat(told()).hasSize(1);
  }

  @Test
  void aDraftIsToldWhenItIsPublished() {
    follow(author);
    long draft = desk.article(bob, channel, Stage.DRAFT, null, Desk.text(Lang.EN, "Not yet", "Body."));
    long flash = desk.flash(bob, Lang.EN, "Published.");
    isTold(flash, 1);
    isTold(draft, 0);
    items.move(bob, draft, Stage.PUBLISHED, null);
    isTold(draft, 1);
    assertThat(told()).hasSize(2);
  }

  @Test
  void theListSaysWhatOneFollowsAndStops() {
    long article = desk.article(bob, channel, Desk.text(Lang.EN, "A long talk", "Body."));
    follow(author);
    follow("/c/" + channel.slug());
    follow("/a/" + article);
    var list = browser.get("/following").page().select(".placed li");
    assertThat(list.eachText()).hasSize(3).first().asString().startsWith("Replies A long talk");
    assertThat(list.get(1).text()).startsWith("Channel " + channel.slug());
    for (var button : list.select("button").eachAttr("formaction")) {
      var answer = browser.submit("/following", button.replaceFirst("\\?.*", ""));
      assertThat(answer.header("Location")).contains("/following");
    }
    assertThat(follows()).isZero();
    assertThat(browser.get("/following").page().select(".empty")).hasSize(1);
  }

  @Test
  void whatIsWithdrawnLeavesTheListAndItsAuthorTheOthers() {
    long article = desk.article(bob, channel);
    follow("/a/" + article);
    http.as(bob).submit("/i/" + article + "/withdraw", "/i/" + article + "/withdraw");
    assertThat(browser.get("/following").page().select(".placed li")).isEmpty();
  }

  @Test
  void aPageThatIsOldChangesNothingAndAFormActsOnce() throws Exception {
    var old = browser.form(author, author + "/follow");
    follow(author);
    assertThat(browser.post(author + "/follow", old).status()).isEqualTo(303);
    assertThat(follows()).isEqualTo(1);
    var form = browser.form(author, author + "/follow");
    for (int i = 0; i < 2; i++) {
      browser.post(author + "/follow", form);
    }
    assertThat(follows()).isZero();
    form.put("was", List.of(""));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        var twin = http.as(browser);
        threads.submit(() -> twin.post("/c/" + channel.slug() + "/follow", form));
      }
    }
    assertThat(follows()).isEqualTo(1);
  }

  @Test
  void nobodyFollowsThemselvesOrAReplyOrWhatTheyMayNotSee() {
    var form = browser.form("/languages", "/languages");
    String own = page(ann);
    assertThat(browser.get(own).page().select("button[formaction*='/follow?']")).isEmpty();
    assertThat(browser.post(own + "/follow", form).status()).isEqualTo(403);
    long reply = desk.reply(bob, desk.article(bob, channel), Lang.EN, "A reply.");
    assertThat(browser.post("/i/" + reply + "/follow", form).status()).isEqualTo(403);
    long draft = desk.article(bob, channel, Stage.DRAFT, null);
    assertThat(browser.post("/i/" + draft + "/follow", form).status()).isEqualTo(404);
    assertThat(browser.post("/u/nobody-has-this-name/follow", form).status()).isEqualTo(404);
    assertThat(browser.post("/c/no-such-channel/follow", form).status()).isEqualTo(404);
    form.put("then", List.of("https://example.org/"));
    assertThat(browser.post("/c/" + channel.slug() + "/follow", form).header("Location")).contains("/c/" + channel.slug());
    assertThat(http.stranger().get(author).page().select("main a.pill[href^='/sign-in?then=/u/']").text()).isEqualTo("Follow");
  }
}
