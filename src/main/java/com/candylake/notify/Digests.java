package com.candylake.notify;

import com.candylake.account.Token;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.mail.Letter;
import com.candylake.mail.Outbox;
import com.candylake.setting.Site;
import com.candylake.setting.SiteSettings;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Digests: what members have not read, once a day or a week by mail. Each is a letter that is written in the transaction which
 * notes up to where it tells, so that of several nodes one writes it and nothing is told by mail twice.
 */
@Service
public class Digests {
  /** Where a digest is ended, by whoever has the link that stands in it. */
  public static final String UNSUBSCRIBE = "/unsubscribe";
  /** Digests that are made before others are looked for. */
  static final int BATCH = 50;
  /** Told of in one letter; what is older than these is in the inbox. */
  private static final int MOST = 200;
  /** Longer than letters are kept to be dealt with. */
  private static final Duration KEPT = Duration.ofDays(90);
  private final DigestStore store;
  private final NotificationStore notes;
  private final Notifications notifications;
  private final Outbox outbox;
  private final Site site;
  private final Clock clock;

  Digests(DigestStore store, NotificationStore notes, Notifications notifications, Outbox outbox, Site site,
      Clock clock) {
    this.store = store;
    this.notes = notes;
    this.notifications = notifications;
    this.outbox = outbox;
    this.site = site;
    this.clock = clock;
  }

  /**
   * What a member is to be told by mail.
   *
   * @param told nothing: there is no letter
   */
  record Draft(DueDigest due, Lang lang, List<Told.Note> told) {}

  /** A letter, and what the link in it is known by. */
  record Post(Letter letter, String tokenHash) {}

  @Transactional(readOnly = true)
  List<DueDigest> due() {
    return store.due(clock.instant(), BATCH);
  }

  /** Reckons when the next one is due. */
  @Transactional
  void plan(DueDigest due) {
    store.plan(due, due.address() == null ? null : due.rhythm().next(clock.instant(), zone(due.zone())));
  }

  /** What one is to tell, read as it is now; two queries. */
  @Transactional(readOnly = true)
  Draft draft(DueDigest due) {
    SiteSettings now = site.now();
    Lang lang = lang(due, now);
    List<NotificationStore.Row> unread = due.address() == null ? List.of() : notes.unread(due.member(), due.after(), MOST);
    return new Draft(due, lang, notifications.notes(unread, new Reads(List.of(lang), true)));
  }

  /**
   * Puts the letter where letters are sent from, if nothing that it tells of has ceased to be shown meanwhile; then it is read
   * anew.
   *
   * @param post null: there is nothing to tell
   */
  @Transactional
  void send(Draft draft, @Nullable Post post) {
    DueDigest due = draft.due;
    if (post == null) {
      store.plan(due, null);
      return;
    }
    List<Long> items = draft.told.stream().map(n -> n.item().id()).distinct().toList();
    if (notes.countShown(items) == items.size() && store.sent(due, draft.told.getFirst().id())) {
      store.link(post.tokenHash, due.member(), clock.instant());
      outbox.add(post.letter);
    }
  }

  /** What the member has said, or what they signed up in, or what the site speaks. */
  private static Lang lang(DueDigest due, SiteSettings site) {
    Stream<String> said = Stream.concat(Stream.ofNullable(due.lang()), Arrays.stream(due.reads().split(",")));
    return said.flatMap(tag -> Lang.parse(tag).stream()).filter(Lang.INTERFACE::contains).findFirst()
        .orElse(Lang.INTERFACE.contains(site.firstLanguage()) ? site.firstLanguage() : Lang.EN);
  }

  private ZoneId zone(@Nullable String id) {
    try {
      return id == null ? site.now().zone() : ZoneId.of(id);
    } catch (DateTimeException e) {
      // of a newer time zone database than this one
      return site.now().zone();
    }
  }

  /** Whether a link can be used. */
  @Transactional(readOnly = true)
  public boolean canStop(Viewer viewer, String link) {
    Guard.require(viewer, Act.BROWSE);
    return store.linked(Token.hash(link)).isPresent();
  }

  /**
   * No more digests for whoever a link was sent to. It may be used again, as mail programs do; once the member wants digests
   * again, it is worth nothing.
   */
  @Transactional
  public void stop(Viewer viewer, String link) {
    Guard.require(viewer, Act.BROWSE);
    store.off(store.linked(Token.hash(link)).orElseThrow(() -> Refusal.invalid("link", "account.link.used")));
  }

  /** Forgets links of letters that were sent more than ninety days ago. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteLinksBefore(clock.instant().minus(KEPT));
  }
}
