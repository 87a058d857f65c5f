package com.candylake.notify;

import com.candylake.base.Lang;
import com.candylake.base.Problems;
import com.candylake.base.Refusal;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.locale.Zones;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members want to be told, and when by mail. */
@Service
class Wishes {
  private final WishStore store;
  private final Zones zones;

  Wishes(WishStore store, Zones zones) {
    this.store = store;
    this.zones = zones;
  }

  /** The viewer's; one query. */
  @Transactional(readOnly = true)
  public Wish of(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.of(Objects.requireNonNull(viewer.member())).orElseThrow(Refusal::notFound);
  }

  /**
   * @param wanted reasons by their names; others are nothing that one can want
   * @param zone {@link Zones#find}
   * @param lang one of the interface's
   * @throws com.candylake.base.Refused invalid
   */
  @Transactional
  public void put(Viewer viewer, List<String> wanted, String rhythm, String zone, String lang) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    var problems = new Problems();
    Rhythm chosen = problems.check(() -> Arrays.stream(Rhythm.values()).filter(r -> r.name().equals(rhythm)).findFirst()
        .orElseThrow(() -> Refusal.invalid("rhythm", "notify.rhythm.missing")));
    problems.check(() -> {
      if (zones.find(zone) == null) {
        throw Refusal.invalid("zone", "notify.zone.missing");
      }
      return zone;
    });
    Lang spoken = problems.check(() -> Lang.parse(lang).filter(Lang.INTERFACE::contains)
        .orElseThrow(() -> Refusal.invalid("lang", "language.interface.missing")));
    problems.refuse();
    int unwanted = Arrays.stream(Reason.values()).filter(r -> !wanted.contains(r.name())).mapToInt(Reason::bit).sum();
    long me = Objects.requireNonNull(viewer.member());
    if (chosen != Rhythm.OFF && store.of(me).filter(before -> before.rhythm() == Rhythm.OFF).isPresent()) {
      // whoever has letters again is not to lose them by a letter from before
      store.deleteLinks(me);
    }
    store.put(me, unwanted, Objects.requireNonNull(chosen), Objects.requireNonNull(spoken).tag());
    store.zone(me, zone);
  }
}
