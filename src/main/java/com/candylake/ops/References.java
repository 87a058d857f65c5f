package com.candylake.ops;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether what rows name is there. PostgreSQL watches over it, SQLite too, but not over what others write with it off. */
@Service
class References {
  private final AuditStore store;

  References(AuditStore store) {
    this.store = store;
  }

  /** What declared references lead nowhere, each in words. */
  @Transactional(readOnly = true)
  public List<String> dangling(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    var found = new ArrayList<String>();
    for (AuditStore.Reference reference : store.references()) {
      AuditStore.Dangling dangling = store.dangling(reference);
      add(found, dangling, reference.table() + "." + reference.column() + " names what is not in " + reference.target());
    }
    return found;
  }

  /** What rows of several tables say differently, each in words. */
  @Transactional(readOnly = true)
  public List<String> contradictions(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    var found = new ArrayList<String>();
    add(found, store.withoutText(), "public items without a text in their own language");
    add(found, store.withoutRevision(), "texts that are not in the history of their item");
    add(found, store.restrictedOtherwise(), "items whose restriction is not that of their open measures");
    return found;
  }

  /** Where the change log has a hole, in words; empty if it has none. */
  @Transactional(readOnly = true)
  public String gap(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    AuditStore.Log log = store.log();
    if (log.number() == 0) {
      return "";
    }
    if (log.last() != log.head()) {
      return "the last change is " + log.last() + ", and the head says " + log.head();
    }
    long missing = log.last() - log.first() + 1 - log.number();
    return missing == 0 ? "" : missing + " changes are missing between " + log.first() + " and " + log.last();
  }

  /** {@link AuditStore#epoch} */
  @Transactional(readOnly = true)
  public String epoch(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.epoch();
  }

  /** An article or a flash, and the language that it was written in. */
  record Changed(long id, int kind, String lang) {}

  /** {@link AuditStore#changed} */
  @Transactional(readOnly = true)
  public List<Changed> changed(Viewer viewer, int most) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.changed(most);
  }

  /** {@link AuditStore#texts} */
  @Transactional(readOnly = true)
  public List<String> texts(Viewer viewer, long item) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.texts(item);
  }

  private static void add(List<String> found, AuditStore.Dangling dangling, String what) {
    if (dangling.number() > 0) {
      found.add(dangling.number() + " rows, the first with " + dangling.example() + ": " + what);
    }
  }
}
