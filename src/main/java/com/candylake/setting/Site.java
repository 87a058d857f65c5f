package com.candylake.setting;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The settings as this node knows them: one immutable snapshot, replaced when the change log tells of a change. */
@Component
public class Site implements ChangeListener {
  private final Settings settings;
  private volatile @Nullable SiteSettings snapshot;

  Site(Settings settings) {
    this.settings = settings;
  }

  public SiteSettings now() {
    SiteSettings known = snapshot;
    if (known == null) {
      rebuild();
      return now();
    }
    return known;
  }

  /** One at a time: what was read earlier must not replace what was read later. */
  @Override
  public synchronized void rebuild() {
    snapshot = settings.all();
  }

  @Override
  public void apply(List<Change> changes) {
    if (changes.stream().anyMatch(c -> c.kind() == Change.Kind.SETTING)) {
      rebuild();
    }
  }
}
