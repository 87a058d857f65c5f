package com.candylake.view;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often items were read. Written in batches and without a row in the change log: no page depends on the exact
 * number.
 */
@Service
public class Views {
  private final ViewStore store;

  Views(ViewStore store) {
    this.store = store;
  }

  /**
   * Adds readings.
   *
   * @param readings by item id, how often it was read since the last batch; unknown ids are passed over
   * @return the items whose number grew by a tenth or more
   */
  @Transactional
  public Set<Long> add(Viewer viewer, Map<Long, Integer> readings) {
    Guard.require(viewer, Act.COUNT_VIEWS);
    // in order of id, so that two batches cannot wait for each other
    var grown = new HashSet<Long>();
    new TreeMap<>(readings).forEach((item, more) -> store.add(item, more).filter(now -> 10L * more >= now)
        .ifPresent(now -> grown.add(item)));
    return grown;
  }
}
