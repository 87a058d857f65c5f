package com.candylake.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A double click, a form that is sent again later, and a tab that was opened before something changed. */
class RepeatedFormTests extends PlatformTest {
  @Autowired private Items items;
  @Autowired private Measures measures;
  private Viewer viewer;
  private Person member;
  private long flash;

  @BeforeEach
  void aMemberAndAFlash() {
    viewer = people.member();
    member = http.as(viewer);
    flash = desk.flash(people.member(), Lang.EN, "Something to answer.");
  }

  /** Sends the same form eight times at once and once more later; all must be led on, and to the same place. */
  private String clicked(String action, Map<String, List<String>> form) throws Exception {
    var clicks = new ArrayList<Callable<Browserless.Answer>>();
    for (int i = 0; i < 8; i++) {
      Person twin = http.as(member);
      clicks.add(() -> twin.post(action, form));
    }
    var places = new ArrayList<String>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var click : pool.invokeAll(clicks)) {
        assertThat(click.get().status()).isEqualTo(303);
        places.add(click.get().header("Location").orElseThrow());
      }
    }
    places.add(member.post(action, form).header("Location").orElseThrow());
    assertThat(places.stream().distinct()).hasSize(1);
    assertThat(member.get(places.getFirst().replaceFirst("#.*", "")).status()).isIn(200, 301);
    return places.getFirst();
  }

  private long mine() {
    return number("select count(*) from item where author = ?", People.id(viewer));
  }

  private long revisions(long id) {
    return number("select count(*) from item_revision where item = ?", id);
  }

  private long changes(long id) {
    return number("select count(*) from change_log where item = ?", id);
  }

  @Test
  void aFlashIsPostedOnce() throws Exception {
    clicked("/flashes", member.form("/flashes", "/flashes", "body", "Once."));
    assertThat(mine()).isEqualTo(1);
  }

  @Test
  void anArticleIsPublishedAndEditedOnce() throws Exception {
    String channel = desk.channel().slug();
    String place = clicked("/write", member.form("/write", "/write", "title", "Once", "body", "Once.", "channel", channel,
        "language", "en"));
    assertThat(mine()).isEqualTo(1);
    String action = place.replaceFirst("\\?.*", "") + "/edit";
    clicked(action, member.form(action, action, "body", "Twice."));
    assertThat(revisions(number("select max(id) from item where author = ?", People.id(viewer)))).isEqualTo(2);
  }

  @Test
  void aReplyIsPostedOnce() throws Exception {
    String action = "/i/" + flash + "/reply";
    clicked(action, member.form("/f/" + flash, action, "body", "Once."));
    assertThat(mine()).isEqualTo(1);
    assertThat(number("select replies from item where id = ?", flash)).isEqualTo(1);
  }

  @Test
  void anEditIsMadeOnce() throws Exception {
    long own = desk.flash(viewer, Lang.EN, "Before.");
    String action = "/f/" + own + "/edit";
    clicked(action, member.form(action, action, "body", "After."));
    assertThat(revisions(own)).isEqualTo(2);
    long reply = desk.reply(viewer, flash, Lang.EN, "Before.");
    String edit = "/r/" + reply + "/edit";
    clicked(edit, member.form(edit, edit, "body", "After."));
    assertThat(revisions(reply)).isEqualTo(2);
  }

  @Test
  void aFavouriteIsKeptOnce() throws Exception {
    String action = "/i/" + flash + "/favourite";
    clicked(action, member.form("/f/" + flash, action));
    assertThat(number("select favourites from item where id = ?", flash)).isEqualTo(1);
    assertThat(number("select count(*) from favourite where item = ?", flash)).isEqualTo(1);
  }

  @Test
  void withdrawingAndRestoringHappenOnce() throws Exception {
    long own = desk.reply(viewer, flash, Lang.EN, "Here for now.");
    long before = changes(own);
    String withdraw = "/i/" + own + "/withdraw";
    clicked(withdraw, member.form(withdraw, withdraw));
    assertThat(number("select replies from item where id = ?", flash)).isZero();
    assertThat(changes(own)).isEqualTo(before + 1);
    String restore = "/i/" + own + "/restore";
    clicked(restore, member.form("/mine", restore));
    assertThat(number("select replies from item where id = ?", flash)).isEqualTo(1);
    assertThat(changes(own)).isEqualTo(before + 2);
  }

  @Test
  void aFormThatWasSentBeforeAnEditDoesNotUndoIt() {
    long own = desk.flash(viewer, Lang.EN, "First.");
    String action = "/f/" + own + "/edit";
    var stale = member.form(action, action, "body", "Second, from the stale tab.");
    member.submit(action, action, "body", "Third.");
    Browserless.Answer answer = member.post(action, stale);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.page().select("textarea[name=body]").text()).isEqualTo("Second, from the stale tab.");
    assertThat(answer.page().select(".now").text()).contains("Third.");
    assertThat(answer.page().select("#revision-problem").text()).isNotBlank();
    assertThat(text("select markdown from item_revision where item = ? order by revision desc limit 1", own))
        .isEqualTo("Third.");
  }

  @Test
  void whatIsTypedBelowSomethingThatHasGoneIsShownToBeCopied() {
    var author = people.member();
    long gone = desk.flash(author, Lang.EN, "Soon gone.");
    String action = "/i/" + gone + "/reply";
    var form = member.form("/f/" + gone, action, "body", "A long </textarea> answer.");
    items.move(author, gone, Stage.WITHDRAWN, null);
    kept(member.post(action, form), 410);
    long locked = desk.flash(author, Lang.EN, "Soon locked.");
    action = "/i/" + locked + "/reply";
    form = member.form("/f/" + locked, action, "body", "A long </textarea> answer.");
    measures.open(people.with(Role.MODERATOR), locked, Restriction.LOCKED, "rules", "Because.");
    kept(member.post(action, form), 403);
    assertThat(mine()).isZero();
  }

  private static void kept(Browserless.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.page().select("textarea#kept-body[readonly]").text()).isEqualTo("A long </textarea> answer.");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void aTextIsNotLostWithTheSession() {
    var form = member.form("/flashes", "/flashes", "body", "A long </textarea> answer.", "title", "And a title");
    Person out = http.stranger();
    out.cookie("csrf", String.valueOf(member.cookies().get("csrf")));
    out.cookie("session", "of-another-time");
    for (Person person : List.of(out, http.stranger())) {
      for (Lang lang : Lang.INTERFACE) {
        Browserless.Answer answer = person.post("/flashes", form, "Accept-Language", lang.tag());
        kept(answer, 403);
        assertThat(answer.page().select("textarea#kept-title").text()).isEqualTo("And a title");
        assertThat(answer.page().select("main a[target=_blank]").attr("href")).isEqualTo("/sign-in?then=%2Fflashes");
        assertThat(answer.page().select("html").attr("lang")).isEqualTo(lang.tag());
      }
    }
    assertThat(mine()).isZero();
  }

  @Test
  void whoHasTypedNothingIsSentToSignIn() {
    var form = member.form("/flashes", "/flashes");
    Person out = http.stranger();
    out.cookie("csrf", String.valueOf(member.cookies().get("csrf")));
    Browserless.Answer answer = out.post("/flashes", form);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/sign-in?then=%2Fflashes");
  }

  @Test
  void aTextIsNotLostWithTheToken() {
    var form = member.form("/flashes", "/flashes", "body", "A long </textarea> answer.");
    form.put("_csrf", List.of("of another time"));
    Browserless.Answer answer = member.post("/flashes", form);
    kept(answer, 403);
    assertThat(answer.page().select("main a[href^=/sign-in]")).isEmpty();
    assertThat(mine()).isZero();
  }

  @Test
  void aLinkPutsNoWordsOnThePage() {
    assertThat(member.get("/i/0/reply?body=Trust+me").page().select("textarea")).isEmpty();
    assertThat(member.get("/nowhere?title=Trust+me&body=x").page().select("textarea")).isEmpty();
  }

  @Test
  void aPageWithATokenIsNotKept() {
    for (String page : List.of("/sign-in", "/sign-up", "/languages")) {
      assertThat(http.get(page).header("Cache-Control")).as(page).contains("no-store");
    }
    assertThat(http.get("/flashes").header("Cache-Control")).contains("no-cache");
  }
}
