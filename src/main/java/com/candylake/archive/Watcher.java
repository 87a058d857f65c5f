package com.candylake.archive;

/** Hears how far long work is. */
public interface Watcher {
  Watcher NOBODY = new Watcher() {
    @Override
    public void begins(String what, long rows) {}

    @Override
    public void row() {}
  };

  /** @param what what is done to the rows, such as {@code rows read} */
  void begins(String what, long rows);

  /** One row further. */
  void row();
}
