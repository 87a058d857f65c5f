package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.text.InputGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What members are writing, kept while they write. Only they see it. */
@Service
public class Drafts {
  /** How many a member may have at a time. */
  public static final int MOST = 200;
  /** How long one that was discarded can be brought back. */
  static final Duration UNDO = Duration.ofDays(30);
  /** More than may be published: nobody loses a word because there are too many. */
  private static final int TITLE = 4 * Articles.TITLE;
  private static final int BODY = 2 * Articles.BODY;
  private final DraftStore store;
  private final Items items;
  private final FormKeys forms;
  private final Clock clock;

  Drafts(DraftStore store, Items items, FormKeys forms, Clock clock) {
    this.store = store;
    this.items = items;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * Which draft a form writes on.
   *
   * @param id 0: none yet
   * @param version that the form began from, or saved last
   */
  public record Mark(long id, int version, @Nullable Instant savedAt) {
    public static final Mark NONE = new Mark(0, 0, null);

    static Mark of(Draft draft) {
      return new Mark(draft.id(), draft.version(), draft.updatedAt());
    }
  }

  /**
   * A text that is being edited.
   *
   * @param revision that its editing began from
   */
  record Of(long item, Lang lang, int revision) {}

  /** Whether what was typed is saved, or what stands there instead, written elsewhere since. */
  public sealed interface Outcome {
    record Saved(Draft draft) implements Outcome {}

    record Moved(Draft theirs) implements Outcome {}
  }

  /** As it may be kept: a title of up to 480 characters and a body of up to 200,000, which may be empty. */
  static Typed checked(Typed typed) {
    return new Typed(InputGate.line("title", typed.title(), 0, TITLE), InputGate.text("body", typed.body(), 0, BODY),
        InputGate.line("channel", typed.channel(), 0, 40), InputGate.line("language", typed.language(), 0, 40));
  }

  /**
   * Keeps what was typed. Saved again unchanged it stays as it is.
   *
   * @param typed as {@link #checked} made it
   * @param sources as {@link Sources#kept()} writes them
   * @param of the text that is being edited; null for a new article
   * @param formKey the form's field {@code form_key}: a first save that was sent twice makes one draft
   * @throws Refused not found, if the draft has been published or deleted; invalid, if there are too many, or nothing to keep
   */
  @Transactional
  public Outcome save(Viewer viewer, Mark mark, Typed typed, String sources, @Nullable Of of, String formKey) {
    Guard.require(viewer, Act.WRITE);
    long me = Objects.requireNonNull(viewer.member());
    if (of != null) {
      Guard.require(viewer, Act.EDIT, items.visibleTo(viewer, of.item(), Kind.ARTICLE).facts());
    }
    if (mark.id() == 0 && of == null && typed.isEmpty() && sources.isEmpty()) {
      throw Refusal.invalid("body", "draft.empty");
    }
    Instant now = clock.instant();
    int revision = of == null ? 0 : of.revision();
    long id = mark.id();
    int version = mark.version();
    if (id == 0) {
      Optional<Draft> there = of == null ? Optional.empty() : store.of(me, of.item(), of.lang().tag());
      id = there.map(Draft::id).orElseGet(() -> of == null
          ? Long.parseLong(forms.once(viewer, formKey, "draft", () -> String.valueOf(insert(me, null, typed, sources, 0, now))))
          : insert(me, of.item(), typed, sources, revision, now));
      // what was discarded stands in nobody's way; what another window has begun does
      version = there.filter(draft -> draft.discardedAt() != null).map(Draft::version).orElse(0);
    }
    Draft draft = store.find(me, id).orElseThrow(Refusal::notFound);
    if (!Objects.equals(draft.item(), of == null ? null : Long.valueOf(of.item()))) {
      throw Refusal.notFound();
    }
    if (draft.says(typed, sources) && draft.revision() == revision && draft.discardedAt() == null) {
      return new Outcome.Saved(draft);
    }
    if (!store.update(me, id, version, typed, sources, revision, now)) {
      return new Outcome.Moved(store.find(me, id).orElseThrow(Refusal::notFound));
    }
    return new Outcome.Saved(store.find(me, id).orElseThrow(Refusal::notFound));
  }

  private long insert(long me, @Nullable Long item, Typed typed, String sources, int revision, Instant now) {
    if (store.count(me) >= MOST) {
      throw Refusal.invalid("draft", "draft.too-many", MOST);
    }
    // another window was faster
    return store.insert(me, item, typed, sources, revision, now)
        .orElseGet(() -> store.of(me, Objects.requireNonNull(item), typed.language()).orElseThrow(Refusal::notFound).id());
  }

  @Transactional(readOnly = true)
  public Draft own(Viewer viewer, long id) {
    Guard.require(viewer, Act.WRITE);
    return store.find(Objects.requireNonNull(viewer.member()), id).orElseThrow(Refusal::notFound);
  }

  /** What the viewer has written on in one text since it was published last; empty if nothing or if they discarded it. */
  @Transactional(readOnly = true)
  public Optional<Draft> of(Viewer viewer, long item, Lang lang) {
    return viewer.member() == null ? Optional.empty()
        : store.of(viewer.member(), item, lang.tag()).filter(draft -> draft.discardedAt() == null);
  }

  /**
   * All of them, and what was discarded within 30 days; the one last written on first. Each has no more than the beginning
   * of its body.
   */
  @Transactional(readOnly = true)
  public List<Draft> all(Viewer viewer, int most) {
    Guard.require(viewer, Act.WRITE);
    return store.all(Objects.requireNonNull(viewer.member()), most);
  }

  /** Takes one out of the way, or brings it back; for 30 days. */
  @Transactional
  public void discard(Viewer viewer, long id, boolean discarded) {
    Guard.require(viewer, Act.WRITE);
    if (!store.discard(Objects.requireNonNull(viewer.member()), id, discarded ? clock.instant() : null)) {
      throw Refusal.notFound();
    }
  }

  /**
   * Ends a draft, for what it says is being published in the same transaction. One that is not there any more was ended
   * by a submission before this one.
   *
   * @throws Refused conflict, if it was written on elsewhere since
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(Viewer viewer, Mark mark) {
    Long me = viewer.member();
    if (me != null && mark.id() != 0 && !store.delete(me, mark.id(), mark.version())
        && store.find(me, mark.id()).isPresent()) {
      throw new Refused(new Refusal.Conflict());
    }
  }

  /** Erases what was discarded more than 30 days ago. */
  @Transactional
  public void purge(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteDiscardedBefore(clock.instant().minus(UNDO));
  }
}
