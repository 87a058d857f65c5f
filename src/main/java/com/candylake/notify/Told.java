package com.candylake.notify;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a member is told: one notification, or several new replies under one item together.
 *
 * @param notes the newest first
 */
public record Told(List<Note> notes) {
  /**
   * An item in one of its languages.
   *
   * @param line its title, or its beginning
   */
  public record Thing(long id, Kind kind, @Nullable Channel channel, String author, Lang lang, String line) {}

  /**
   * One notification.
   *
   * @param root what a reply stands under; null for anything else
   */
  public record Note(long id, Reason reason, Thing item, @Nullable Thing root, Instant at, boolean unread) {
    /** The article or the flash that it is about. */
    public Thing place() {
      return root == null ? item : root;
    }

    private boolean goesWith(Note other) {
      return root != null && other.root != null && root.id == other.root.id && unread == other.unread && reason.isReply()
          && other.reason.isReply();
    }
  }

  /** Neighbours that belong together, together. */
  static List<Told> together(List<Note> notes) {
    var all = new ArrayList<List<Note>>();
    for (Note note : notes) {
      if (all.isEmpty() || !all.getLast().getLast().goesWith(note)) {
        all.add(new ArrayList<>());
      }
      all.getLast().add(note);
    }
    return all.stream().map(Told::new).toList();
  }

  public Note newest() {
    return notes.getFirst();
  }

  public boolean isOne() {
    return notes.size() == 1;
  }

  public boolean unread() {
    return newest().unread;
  }

  /** Who has written, each once, the last first. */
  public List<String> authors() {
    return notes.stream().map(n -> n.item.author).distinct().toList();
  }

  /** As a form names them: {@code 7.5.4}. */
  public String ids() {
    return notes.stream().map(n -> String.valueOf(n.id)).collect(Collectors.joining("."));
  }

  /** The key of the sentence that says what has happened. */
  public String sentence() {
    return isOne() ? newest().reason.name() : "MANY";
  }
}
