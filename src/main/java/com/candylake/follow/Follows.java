package com.candylake.follow;

import com.candylake.account.Members;
import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.channel.Channel;
import com.candylake.channel.ChannelMap;
import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.TextChoice;
import com.candylake.item.TextHead;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members follow. Asking twice for the same succeeds and changes nothing. */
@Service
public class Follows {
  private final FollowStore store;
  private final Members members;
  private final ChannelMap channels;
  private final Items items;
  private final FormKeys forms;
  private final Clock clock;

  Follows(FollowStore store, Members members, ChannelMap channels, Items items, FormKeys forms, Clock clock) {
    this.store = store;
    this.members = members;
    this.channels = channels;
    this.items = items;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * The button of an item was pressed: its replies are followed, or no longer. Nothing happens if the page showed something
   * else than there is by now, or if this form was sent before.
   *
   * @param shown whether the page showed it as followed; null: the caller does not say
   */
  @Transactional
  public void pressItem(Viewer viewer, long id, @Nullable Boolean shown, String formKey) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.FOLLOW_ITEM, item.facts());
    press(viewer, Subject.item(id), shown, formKey);
  }

  /** The same for an author; nobody follows themselves. */
  @Transactional
  public void pressAuthor(Viewer viewer, String name, @Nullable Boolean shown, String formKey) {
    long author = members.named(viewer, name).id();
    Guard.require(viewer, Act.FOLLOW);
    if (viewer.isMember(author)) {
      throw Refusal.notAllowed();
    }
    press(viewer, Subject.author(author), shown, formKey);
  }

  /** The same for a channel. */
  @Transactional
  public void pressChannel(Viewer viewer, String slug, @Nullable Boolean shown, String formKey) {
    Channel channel = channels.bySlug(slug).orElseThrow(Refusal::notFound);
    Guard.require(viewer, Act.FOLLOW);
    press(viewer, Subject.channel(channel.id()), shown, formKey);
  }

  private void press(Viewer viewer, Subject subject, @Nullable Boolean shown, String formKey) {
    long member = Objects.requireNonNull(viewer.member());
    forms.once(viewer, formKey, "follow-" + subject.what() + "-" + subject.id(), () -> {
      boolean now = store.has(member, subject);
      if (shown == null || shown == now) {
        if (now) {
          store.delete(member, subject);
        } else {
          store.insert(member, subject, clock.instant());
        }
      }
      return "";
    });
  }

  /** What the viewer follows, the last followed first; two queries. */
  @Transactional(readOnly = true)
  public Page<Followed> of(Viewer viewer, Reads reads, Lang ui, @Nullable Key after, int size) {
    Guard.require(viewer, Act.KEEP_LISTS);
    List<FollowStore.Row> rows = store.of(Objects.requireNonNull(viewer.member()),
        after == null ? Long.MAX_VALUE : after.id(), size + 1);
    List<FollowStore.Row> shown = rows.subList(0, Math.min(size, rows.size()));
    Map<Long, List<FollowStore.TextRow>> texts = store.texts(shown.stream().map(FollowStore.Row::subject)
        .filter(s -> s.what() == Subject.What.ITEM).map(Subject::id).toList()).stream()
        .collect(Collectors.groupingBy(FollowStore.TextRow::item));
    long last = shown.isEmpty() ? 0 : shown.getLast().id();
    return new Page<>(shown.stream().flatMap(row -> followed(row, texts, reads, ui)).toList(),
        rows.size() > size ? new Key(last, last) : null);
  }

  private Stream<Followed> followed(FollowStore.Row row, Map<Long, List<FollowStore.TextRow>> texts, Reads reads,
      Lang ui) {
    Subject subject = row.subject();
    return switch (subject.what()) {
      case AUTHOR -> {
        String path = Addresses.member(row.name());
        yield Stream.of(new Followed(row.id(), subject, row.name(), null, path, path + "/follow"));
      }
      case CHANNEL -> Stream.ofNullable(channels.byId(subject.id())).map(channel -> {
        String path = Addresses.channel(channel.slug());
        return new Followed(row.id(), subject, channel.name(ui), null, path, path + "/follow");
      });
      case ITEM -> Stream.ofNullable(texts.get(subject.id())).map(all -> {
        FollowStore.TextRow text = best(all, reads);
        return new Followed(row.id(), subject, text.title().isEmpty() ? text.excerpt() : text.title(), text.lang(),
            Addresses.item(text.kind(), subject.id()), Addresses.any(subject.id()) + "/follow");
      });
    };
  }

  private static FollowStore.TextRow best(List<FollowStore.TextRow> texts, Reads reads) {
    TextHead chosen = TextChoice.choose(
        texts.stream().map(t -> new TextHead(t.lang(), t.title(), t.origin(), 0, null)).toList(),
        texts.getFirst().original(), reads, null);
    return texts.stream().filter(t -> t.lang().equals(chosen.lang())).findFirst().orElseThrow();
  }
}
