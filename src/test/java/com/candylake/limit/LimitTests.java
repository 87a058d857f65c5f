package com.candylake.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.account.Members;
import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What happens to whoever does something too often. */
@TestPropertySource(properties = "candylake.limits.enabled=true")
class LimitTests extends PlatformTest {
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final String WRONG = "not the password at all";
  private static final AtomicLong NUMBER = new AtomicLong();
  @Autowired private Members members;

  /** A clock that only goes when it is told to. */
  private static final class Hand implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @Test
  void aBucketIsFullAtFirstAndFillsEvenly() {
    var hand = new Hand();
    var limits = new Limits(true, hand);
    for (int i = 0; i < Limit.PRESS.times(); i++) {
      limits.take(Limit.PRESS, "somebody");
    }
    assertThatThrownBy(() -> limits.take(Limit.PRESS, "somebody")).isInstanceOfSatisfying(Refused.class, refused ->
        assertThat(refused.refusal()).isEqualTo(new Refusal.TooMany(Duration.ofMillis(1_500))));
    limits.take(Limit.PRESS, "somebody else");
    limits.take(Limit.REPLY, "somebody");
    hand.nanos = Limit.PRESS.in().dividedBy(2).toNanos();
    for (int i = 0; i < Limit.PRESS.times() / 2; i++) {
      limits.take(Limit.PRESS, "somebody");
    }
    assertThatThrownBy(() -> limits.take(Limit.PRESS, "somebody")).isInstanceOf(Refused.class);
  }

  @Test
  void whereLimitsAreOffNothingIsCounted() {
    var limits = new Limits(false, new Hand());
    for (int i = 0; i < 10 * Limit.PRESS.times(); i++) {
      limits.take(Limit.PRESS, "somebody");
    }
    assertThat(limits.isEnabled()).isFalse();
  }

  @Test
  void whoRepliesTooOftenIsToldSoAndKeepsTheirText() {
    long flash = desk.flash(people.member(), Lang.EN, "Everybody has something to say to this.");
    Person member = http.as(people.member());
    String action = "/i/" + flash + "/reply";
    var form = member.form("/f/" + flash, action, "body", "The one that is too many.");
    String token = member.token("/f/" + flash);
    for (int i = 0; i < Limit.REPLY.times(); i++) {
      // nothing is written for an empty text, but it was tried
      assertThat(member.post(action, "_csrf=" + token).status()).isEqualTo(422);
    }
    Browserless.Answer answer = member.post(action, form);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Long.parseLong(answer.header("Retry-After").orElseThrow())).isBetween(1L, 11L);
    assertThat(answer.page().select("textarea").eachText()).contains("The one that is too many.");
    assertThat(number("select count(*) from item where root = ?", flash)).isZero();
    Person other = http.as(people.member());
    assertThat(other.submit("/f/" + flash, action, "body", "Another one's.").status()).isEqualTo(303);
  }

  private String signedUp() {
    String name = "求められる人" + NUMBER.incrementAndGet();
    people.signedUp(name, PASSWORD);
    return name;
  }

  private Browserless.Answer tryToSignIn(Person person, String name, String password) {
    return person.submit("/sign-in", "/sign-in", "name", name, "password", password);
  }

  @Test
  void passwordsAreTriedTenTimesForANameWhetherOrNotSomebodyHasIt() {
    for (String name : new String[] {signedUp(), "nobody has this name"}) {
      for (int i = 0; i < 10; i++) {
        // white space to the gate, and to nobody else
        String typed = List.of(name, name + " ", "\u0085" + name, name + "\u0085\u0085").get(i % 4);
        assertThat(tryToSignIn(http.stranger(), typed, WRONG).status()).isEqualTo(422);
      }
      Browserless.Answer answer = tryToSignIn(http.stranger(), name, PASSWORD);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.page().select("#password-problem").text()).isEqualTo("Too many attempts. Try again in 15 minutes.");
      assertThat(answer.page().select("#name").val()).isEqualTo(name);
      assertThat(Long.parseLong(answer.header("Retry-After").orElseThrow())).isBetween(860L, 900L);
      assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
    }
  }

  @Test
  void whoTriesPasswordsShutsNobodyOutOfTheBrowserTheyKnow() {
    String name = signedUp();
    Person owner = http.stranger();
    assertThat(tryToSignIn(owner, name, PASSWORD).status()).isEqualTo(303);
    owner.submit("/", "/sign-out");
    for (int i = 0; i < 12; i++) {
      tryToSignIn(http.stranger(), name, WRONG);
    }
    assertThat(tryToSignIn(http.stranger(), name, PASSWORD).status()).isEqualTo(429);
    assertThat(tryToSignIn(owner, name, PASSWORD).status()).isEqualTo(303);
    // but not without end, should the browser be somebody else's by now
    owner.submit("/", "/sign-out");
    for (int i = 0; i < 10; i++) {
      assertThat(tryToSignIn(owner, name, WRONG).status()).isEqualTo(422);
    }
    assertThat(tryToSignIn(owner, name, PASSWORD).status()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(16));
    assertThat(tryToSignIn(owner, name, PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aBrowserKnowsOnlyTheMemberWhoSignedInWithIt() {
    String name = signedUp();
    Person other = http.stranger();
    assertThat(tryToSignIn(other, signedUp(), PASSWORD).status()).isEqualTo(303);
    other.submit("/", "/sign-out");
    for (int i = 0; i < 10; i++) {
      assertThat(tryToSignIn(other, name, WRONG).status()).isEqualTo(422);
    }
    assertThat(tryToSignIn(other, name, PASSWORD).status()).isEqualTo(429);
  }
}
