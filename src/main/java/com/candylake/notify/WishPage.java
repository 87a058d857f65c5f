package com.candylake.notify;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.locale.Zones;
import java.util.List;
import java.util.Set;

/**
 * What the form for notifications shows.
 *
 * @param wanted the reasons that are ticked, by name
 * @param sendsMail whether the site sends mail
 * @param confirmed whether the member has an address that mail goes to
 */
public record WishPage(Set<String> wanted, String rhythm, String zone, String lang, List<Zones.Region> zones,
    boolean sendsMail, boolean confirmed, List<Refusal.Problem> problems) {
  public List<Reason> reasons() {
    return List.of(Reason.values());
  }

  public List<Rhythm> rhythms() {
    return List.of(Rhythm.values());
  }

  public List<Lang> languages() {
    return Lang.INTERFACE;
  }
}
