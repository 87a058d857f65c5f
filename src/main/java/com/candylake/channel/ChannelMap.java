package com.candylake.channel;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The channels as this node knows them: one immutable snapshot, replaced when the change log tells of a change. */
@Component
public class ChannelMap implements ChangeListener {
  private final Channels channels;
  private volatile @Nullable List<Channel> snapshot;

  ChannelMap(Channels channels) {
    this.channels = channels;
  }

  /** In the operator's order. */
  public List<Channel> all() {
    List<Channel> known = snapshot;
    if (known == null) {
      rebuild();
      return all();
    }
    return known;
  }

  public Optional<Channel> bySlug(String slug) {
    return all().stream().filter(c -> c.slug().equals(slug)).findFirst();
  }

  public @Nullable Channel byId(@Nullable Long id) {
    return id == null ? null : all().stream().filter(c -> c.id() == id).findFirst().orElse(null);
  }

  /** One at a time: what was read earlier must not replace what was read later. */
  @Override
  public synchronized void rebuild() {
    snapshot = List.copyOf(channels.all());
  }

  @Override
  public void apply(List<Change> changes) {
    // a setting too: the site's first language is the one that stands in for others
    if (changes.stream().anyMatch(c -> c.kind() == Change.Kind.CHANNEL || c.kind() == Change.Kind.SETTING)) {
      rebuild();
    }
  }
}
