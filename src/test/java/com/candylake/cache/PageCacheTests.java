package com.candylake.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.change.Change;
import com.candylake.change.ChangeLog;
import com.candylake.guard.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What is believed of a kept page, in every order in which making it and changing what it shows can fall. */
@Tag("once")
class PageCacheTests {
  private static final PageKey HOME = key("/");
  /** Where the database has come that this thread reads. */
  private long reads = Long.MAX_VALUE;
  private boolean writer;
  private final PageCache cache =
      new PageCache(DataSize.ofMegabytes(1), true, Duration.ofSeconds(60), () -> reads, () -> writer);
  private long seq = 100;

  @BeforeEach
  void theLogHasBeenRead() {
    cache.rebuild();
    reached();
  }

  @Test
  void aPageIsFoundUntilWhatItShowsIsDropped() throws InterruptedException {
    make(HOME, "home", () -> Shown.card(7, 1));
    assertThat(found(HOME)).isEqualTo("home");
    change(Change.Kind.COUNTED, 7L, null);
    assertThat(found(HOME)).as("a counter in a list may wait").isEqualTo("home");
    change(Change.Kind.VISIBILITY, 8L, null);
    assertThat(found(HOME)).as("another item's").isEqualTo("home");
    change(Change.Kind.VISIBILITY, 7L, null);
    assertThat(found(HOME)).isNull();
    make(HOME, "home", () -> Shown.card(7, 1));
    change(Change.Kind.EDITED, 7L, null);
    assertThat(found(HOME)).as("an edit").isNull();
  }

  @Test
  void whatIsAboutAnItemOrUnderItOutdatesItsOwnPage() throws InterruptedException {
    for (var kind : List.of(Change.Kind.COUNTED, Change.Kind.EDITED, Change.Kind.PUBLISHED, Change.Kind.VISIBILITY)) {
      for (Long root : new Long[] {null, 7L}) {
        make(key("/a/7"), "seven", () -> Shown.whole(7, null, 1));
        change(kind, root == null ? 7L : 8L, root);
        assertThat(found(key("/a/7"))).as("%s under %s", kind, root).isNull();
      }
    }
  }

  @Test
  void aPublicationOutdatesListsButNotListsBesideAnItem() throws InterruptedException {
    make(HOME, "home", () -> Shown.list(null, null));
    make(key("/c/x"), "channel", () -> Shown.list(3L, null));
    make(key("/c/y"), "other channel", () -> Shown.list(4L, null));
    make(key("/u/me"), "author", () -> Shown.list(null, 5L));
    make(key("/a/7"), "seven", () -> {
      Shown.list(null, null);
      Shown.whole(7, null, 1);
    });
    log(new Change(++seq, Instant.EPOCH, Change.Kind.PUBLISHED, 9L, null, 5L, 3L));
    assertThat(found(HOME)).isNull();
    assertThat(found(key("/c/x"))).isNull();
    assertThat(found(key("/c/y"))).isEqualTo("other channel");
    assertThat(found(key("/u/me"))).isNull();
    assertThat(found(key("/a/7"))).isEqualTo("seven");
  }

  @Test
  void aChangeOfTheSiteOrOfAChannelOutdatesEverything() throws InterruptedException {
    for (var kind : List.of(Change.Kind.SETTING, Change.Kind.CHANNEL)) {
      make(HOME, "home", () -> {});
      log(new Change(++seq, Instant.EPOCH, kind, null, null, null, null));
      assertThat(found(HOME)).as("%s", kind).isNull();
    }
    make(HOME, "home", () -> Shown.member(1));
    log(new Change(++seq, Instant.EPOCH, Change.Kind.MEMBER, null, null, 1L, null));
    assertThat(found(HOME)).isNull();
  }

  @Test
  void aPageThatARemovalHasOvertakenIsNotKept() throws InterruptedException {
    try (Rendering rendering = cache.begin(HOME)) {
      Shown.card(7, 1);
      change(Change.Kind.VISIBILITY, 7L, null);
      rendering.keep("/", 200, Locale.ENGLISH, null, bytes("with seven"));
    }
    assertThat(found(HOME)).isNull();
  }

  @Test
  void whatThisProcessHasJustCommittedCountsBeforeTheLogTellsOfIt() throws InterruptedException {
    make(HOME, "home", () -> Shown.card(7, 1));
    var committed = List.of(new Change(seq + 1, Instant.EPOCH, Change.Kind.VISIBILITY, 7L, null, null, null));
    cache.committed(committed);
    assertThat(found(HOME)).isNull();
    make(HOME, "made before the log told", () -> Shown.card(7, 1));
    assertThat(found(HOME)).as("what was known when it began reaches only to before the change").isNull();
    log(committed.getFirst());
    make(HOME, "made after", () -> Shown.card(7, 1));
    assertThat(found(HOME)).isEqualTo("made after");
  }

  @Test
  void whatIsReadFromAReplicaIsAsOldAsTheReplica() throws InterruptedException {
    reads = seq;
    change(Change.Kind.COUNTED, 7L, null);
    make(key("/a/7"), "as before the change", () -> Shown.whole(7, null, 1));
    assertThat(found(key("/a/7"))).isNull();
    assertThat(content("as before the change")).isEqualTo("as before the change");
    reads = seq;
    make(key("/a/7"), "as it is", () -> Shown.whole(7, null, 1));
    assertThat(found(key("/a/7"))).isEqualTo("as it is");
    assertThat(content("as it is")).isEqualTo("as it is");
    assertThat(content("not read, because it is kept")).isEqualTo("as it is");
  }

  @Test
  void whoMayHaveWrittenElsewhereIsShownNothingThatWasKeptForMembers() {
    content("as another node has not told yet");
    writer = true;
    assertThat(content("with what they wrote")).isEqualTo("with what they wrote");
    writer = false;
    assertThat(content("not read, because it is kept")).isEqualTo("with what they wrote");
  }

  @Test
  void aPartIsReadOnceForAllPagesThatShowIt() throws InterruptedException {
    make(key("/a/7"), "seven", () -> beside("eight"));
    make(key("/a/9"), "nine", () -> assertThat(beside("not read, because it is kept")).isEqualTo("eight"));
    assertThat(beside("nor here, where no page is made")).isEqualTo("eight");
  }

  @Test
  void whatIsInAPartIsOnThePageWhoeverReadIt() throws InterruptedException {
    make(key("/a/7"), "read it", () -> beside("eight"));
    make(key("/a/9"), "found it kept", () -> beside("not read"));
    change(Change.Kind.VISIBILITY, 8L, null);
    assertThat(found(key("/a/7"))).isNull();
    assertThat(found(key("/a/9"))).isNull();
    assertThat(beside("without eight")).isEqualTo("without eight");
  }

  @Test
  void aPartFollowsItsListAndItsCountersAndAWholePageAroundItDoesNot() throws InterruptedException {
    make(key("/a/7"), "seven", () -> {
      Shown.whole(7, null, 1);
      beside("eight");
    });
    change(Change.Kind.COUNTED, 8L, null);
    assertThat(beside("counted")).isEqualTo("counted");
    change(Change.Kind.PUBLISHED, 10L, null);
    assertThat(beside("ten, eight")).isEqualTo("ten, eight");
    assertThat(found(key("/a/7"))).isEqualTo("seven");
  }

  @Test
  void whatAPartNotesEndsWithIt() throws InterruptedException {
    make(HOME, "home", () -> {
      beside("eight");
      Shown.card(11, 1);
    });
    change(Change.Kind.EDITED, 11L, null);
    assertThat(found(HOME)).as("the page goes on noting").isNull();
    assertThat(beside("not read, because eleven is not in it")).isEqualTo("eight");
  }

  @Test
  void whoComesAfterTheRemovalDoesNotGetWhatWasBegunBeforeIt() throws Exception {
    Rendering first = cache.begin(HOME);
    Shown.card(7, 1);
    change(Change.Kind.VISIBILITY, 7L, null);
    var second = waiting(mine -> mine.page() == null ? "makes it anew" : "was given the old one");
    first.keep("/", 200, Locale.ENGLISH, null, bytes("with seven"));
    first.close();
    assertThat(second.get()).isEqualTo("makes it anew");
  }

  @Test
  void oneMakesItForAllThatComeMeanwhile() throws Exception {
    var made = new AtomicInteger();
    var all = new CountDownLatch(20);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = IntStream.range(0, 20).mapToObj(i -> executor.submit(() -> {
        all.countDown();
        try (Rendering mine = cache.begin(HOME)) {
          if (mine.page() == null) {
            all.await();
            made.incrementAndGet();
            mine.keep("/", 200, Locale.ENGLISH, null, bytes("home"));
          }
          return text(mine.page());
        }
      })).toList();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo("home");
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whoeverFailsToMakeItLetsTheOthersTry() throws Exception {
    Rendering first = cache.begin(HOME);
    var second = waiting(mine -> mine.page() == null);
    first.close();
    assertThat(second.get()).isTrue();
  }

  @Test
  void aLogThatBreaksOutdatesWhatWasBegunBefore() throws InterruptedException {
    make(HOME, "home", () -> {});
    Rendering begun = cache.begin(key("/c"));
    cache.rebuild();
    begun.keep("/", 200, Locale.ENGLISH, null, bytes("channels"));
    begun.close();
    seq = 1;
    reached();
    assertThat(found(HOME)).isNull();
    assertThat(found(key("/c"))).isNull();
    make(HOME, "anew", () -> {});
    assertThat(found(HOME)).isEqualTo("anew");
  }

  @Test
  void moreDropsThanAreRememberedOutdateWhatIsOlderThanThey() throws InterruptedException {
    make(HOME, "home", () -> Shown.card(7, 1));
    for (int i = 0; i < 60; i++) {
      List<Change> changes = IntStream.range(0, 1_000).mapToObj(n -> new Change(++seq, Instant.EPOCH,
          Change.Kind.COUNTED, 1_000 + seq, null, null, null)).toList();
      cache.apply(changes);
    }
    assertThat(found(HOME)).isNull();
    reached();
    make(HOME, "anew", () -> Shown.card(7, 1));
    assertThat(found(HOME)).isEqualTo("anew");
  }

  @Test
  void itTakesNoMoreThanItMay() throws InterruptedException {
    byte[] noise = new byte[20_000];
    new java.util.Random(7).nextBytes(noise);
    for (int i = 0; i < 200; i++) {
      try (Rendering rendering = cache.begin(key("/a/" + i))) {
        rendering.keep("/", 200, Locale.ENGLISH, null, noise);
      }
    }
    assertThat(cache.bytes()).isPositive().isLessThan(1_100_000);
  }

  /** Somebody else who asks for the page, as soon as they wait for the one who makes it. */
  private <T> CompletableFuture<T> waiting(Function<Rendering, T> gets) {
    var answer = new CompletableFuture<T>();
    Thread thread = Thread.ofPlatform().start(() -> {
      try (Rendering mine = begin()) {
        answer.complete(gets.apply(mine));
      }
    });
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private Rendering begin() {
    try {
      return cache.begin(HOME);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void make(PageKey key, String text, Runnable reading) throws InterruptedException {
    try (Rendering rendering = cache.begin(key)) {
      assertThat(rendering.page()).isNull();
      reading.run();
      rendering.keep("/", 200, Locale.ENGLISH, null, bytes(text));
    }
  }

  private record Said(String text) implements Content {
    @Override
    public boolean isForAll() {
      return true;
    }

    @Override
    public int weight() {
      return text.length();
    }
  }

  /** What a member is shown of an item, if it is read now. */
  private String content(String text) {
    return cache.content(Viewer.NEWCOMER, "an item", Said.class, () -> {
      Shown.whole(7, null, 1);
      return new Said(text);
    }).text();
  }

  /** What a list beside a page says, if it is read now. */
  private String beside(String text) {
    return cache.part("a list", Said.class, () -> {
      Shown.list(null, null);
      Shown.card(8, 1);
      return new Said(text);
    }).text();
  }

  private void change(Change.Kind kind, Long item, @Nullable Long root) {
    log(new Change(++seq, Instant.EPOCH, kind, item, root, null, null));
  }

  private void log(Change change) {
    seq = change.seq();
    cache.apply(List.of(change));
    reached();
  }

  private void reached() {
    cache.reached(new ChangeLog.Position("epoch", seq));
  }

  private @Nullable String found(PageKey key) {
    return text(cache.find(key));
  }

  private static @Nullable String text(@Nullable CachedPage page) {
    return page == null ? null : new String(page.bytes(CachedPage.Encoding.IDENTITY), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PageKey key(String path) {
    return new PageKey(path, null, Lang.EN, new Reads(List.of(Lang.EN), true));
  }
}
