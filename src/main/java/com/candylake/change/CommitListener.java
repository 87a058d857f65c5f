package com.candylake.change;

import java.util.List;

/** Something that must know of this process's own changes before whoever asked for them is answered. */
public interface CommitListener {
  /** These are committed. The log tells of them too, in order, a little later. */
  void committed(List<Change> changes);
}
