package com.candylake.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Forms that are sent with the ids of what belongs to others, or of what is not to be seen. */
class ForeignItemTests extends PlatformTest {
  private static final List<String> ACTS = List.of("/i/%d/vote", "/i/%d/favourite", "/i/%d/reply", "/i/%d/withdraw",
      "/i/%d/restore", "/f/%d/edit", "/r/%d/edit", "/a/%d/edit");
  @Autowired private Items items;
  @Autowired private Measures measures;
  private Viewer owner;
  private Viewer other;
  private Person attacker;

  @BeforeEach
  void anOwnerAndSomebodyElse() {
    owner = people.member();
    other = people.member();
    attacker = http.as(other);
  }

  private Browserless.Answer send(String act, long id, String... more) {
    return send(attacker, act.formatted(id), more);
  }

  private static Browserless.Answer send(Person who, String action, String... more) {
    var form = new LinkedHashMap<>(Map.of("_csrf", List.of(who.token("/flashes")),
        "value", List.of("support"), "title", List.of("taken over"), "body", List.of("taken over"),
        "revision", List.of("1")));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], List.of(more[i + 1]));
    }
    return who.post(action, form);
  }

  /** All that is stored of an item. */
  private String state(long id) {
    return text("""
        select stage || ' ' || restriction || ' ' || author || ' ' || support || ' ' || oppose || ' ' || favourites
          || ' ' || replies || ' ' || (select count(*) from item_revision r where r.item = i.id)
          || ' ' || (select count(*) from item a where a.parent = i.id)
          || ' ' || (select count(*) from vote v where v.item = i.id)
          || ' ' || (select count(*) from favourite f where f.item = i.id)
          || ' ' || (select html from item_text t where t.item = i.id)
        from item i where id = ?""", id);
  }

  @Test
  void nobodyChangesWithdrawsOrRestoresWhatIsAnothers() {
    long flash = desk.flash(owner, Lang.EN, "Mine.");
    long reply = desk.reply(owner, flash, Lang.EN, "Mine too.");
    long article = desk.article(owner, desk.channel());
    for (long id : List.of(flash, reply, article)) {
      String before = state(id);
      for (String act : List.of("/i/%d/withdraw", "/i/%d/restore")) {
        assertThat(send(act, id).status()).as(act).isEqualTo(403);
        assertThat(attacker.get(act.formatted(id)).status()).as(act).isIn(403, 404, 405);
      }
      for (String act : List.of("/f/%d/edit", "/r/%d/edit", "/a/%d/edit")) {
        assertThat(send(act, id).status()).as(act).isIn(301, 403, 404);
        assertThat(attacker.get(act.formatted(id)).status()).as(act).isIn(301, 403, 404);
      }
      assertThat(state(id)).isEqualTo(before);
    }
  }

  @Test
  void whatIsNotToBeSeenIsNotFoundForEveryForm() {
    Channel channel = desk.channel();
    long draft = desk.article(owner, channel, Stage.DRAFT, null, Desk.text(Lang.EN, "Draft", "Not yet."));
    long held = desk.flash(owner, Lang.EN, "Held.");
    measures.open(people.with(Role.MODERATOR), held, Restriction.HELD, "rules", "Because.");
    long replyUnderHeld = desk.flash(owner, Lang.EN, "Held, with a reply.");
    long reply = desk.reply(other, replyUnderHeld, Lang.EN, "A reply.");
    measures.open(people.with(Role.MODERATOR), replyUnderHeld, Restriction.HELD, "rules", "Because.");
    for (long id : List.of(draft, held, reply)) {
      String before = state(id);
      for (String act : ACTS) {
        assertThat(send(act, id).status()).as("%s of %d", act, id).isEqualTo(404);
      }
      assertThat(state(id)).isEqualTo(before);
    }
    long gone = desk.flash(owner, Lang.EN, "Gone.");
    items.move(owner, gone, Stage.WITHDRAWN, null);
    String before = state(gone);
    for (String act : ACTS) {
      assertThat(send(act, gone).status()).as(act).isIn(404, 410);
    }
    assertThat(state(gone)).isEqualTo(before);
  }

  @Test
  void whatIsLockedTakesNoVotesAndNoReplies() {
    long locked = desk.flash(owner, Lang.EN, "Locked.");
    measures.open(people.with(Role.MODERATOR), locked, Restriction.LOCKED, "rules", "Because.");
    String before = state(locked);
    assertThat(send("/i/%d/vote", locked).status()).isEqualTo(403);
    assertThat(send("/i/%d/reply", locked).status()).isEqualTo(403);
    assertThat(state(locked)).isEqualTo(before);
  }

  @Test
  void theAuthorOfADraftDoesNotVoteOnIt() {
    long draft = desk.article(owner, desk.channel(), Stage.DRAFT, null, Desk.text(Lang.EN, "Draft", "Not yet."));
    String before = state(draft);
    for (String act : List.of("/i/%d/vote", "/i/%d/favourite", "/i/%d/reply")) {
      assertThat(send(http.as(owner), act.formatted(draft)).status()).as(act).isEqualTo(403);
    }
    assertThat(state(draft)).isEqualTo(before);
  }

  @Test
  void theAuthorDoesNothingToWhatWasRemoved() {
    long removed = desk.flash(owner, Lang.EN, "Removed.");
    measures.open(people.with(Role.MODERATOR), removed, Restriction.REMOVED, "rules", "Because.");
    String before = state(removed);
    for (String act : ACTS) {
      assertThat(send(http.as(owner), act.formatted(removed)).status()).as(act).isIn(301, 403, 404);
    }
    assertThat(state(removed)).isEqualTo(before);
  }

  @Test
  void fieldsThatAFormDoesNotHaveAreNotHeard() {
    long victim = desk.flash(owner, Lang.EN, "Untouched.");
    String before = state(victim);
    String[] forged = {"author", String.valueOf(People.id(owner)), "member", String.valueOf(People.id(owner)),
        "id", String.valueOf(victim), "item", String.valueOf(victim), "parent", "1", "root", "1", "stage", "DRAFT",
        "restriction", "0", "listed", "0", "publishedAt", "0", "published_at", "0", "support", "99", "role", "ADMIN",
        "roles", "ADMIN", "origin", "MACHINE", "viewer.member", String.valueOf(People.id(owner)),
        "class.classLoader.x", "1"};
    assertThat(send(attacker, "/flashes", forged).status()).isEqualTo(303);
    long made = number("select max(id) from item where author = ?", People.id(other));
    String columns = """
        select kind || ' ' || stage || ' ' || listed || ' ' || support || ' ' || restriction from item where id = ?""";
    assertThat(text(columns, made)).isEqualTo(text(columns, victim));
    assertThat(number("select published_at from item where id = ?", made)).isPositive();
    assertThat(state(victim)).isEqualTo(before);
    assertThat(send("/i/%d/vote", victim, forged).status()).isEqualTo(303);
    assertThat(number("select member from vote where item = ?", victim)).isEqualTo(People.id(other));
    Person stranger = http.stranger();
    var form = stranger.form("/sign-up", "/sign-up", "name", "forger" + victim, "password", "湖の水は甘い 2042");
    for (int i = 0; i < forged.length; i += 2) {
      form.put(forged[i], List.of(forged[i + 1]));
    }
    assertThat(stranger.post("/sign-up", form).status()).isEqualTo(303);
    assertThat(number("""
        select count(*) from member_role where role <> 'MEMBER' and member = (select max(id) from member)""")).isZero();
  }

  @Test
  void anothersTokenIsNone() {
    String token = http.as(owner).token("/flashes");
    long items = number("select count(*) from item");
    assertThat(attacker.post("/flashes", "_csrf=" + token + "&body=x").status()).isEqualTo(403);
    assertThat(number("select count(*) from item")).isEqualTo(items);
  }
}
