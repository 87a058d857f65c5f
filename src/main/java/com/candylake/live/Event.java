package com.candylake.live;

import com.candylake.change.ChangeLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that pages are told: ids and numbers of what is public, nothing personal. As JSON it is the data of a
 * server-sent event whose name is that of the record.
 */
sealed interface Event {
  /**
   * An item stands in lists now, for the first time or again.
   *
   * @param at when it was published, in epoch milliseconds: where it stands in a list by time
   */
  record Published(long id, @Nullable Long root, String kind, long at, List<Text> langs) implements Event {}

  /** A language that an item can be read in. */
  record Text(String lang, boolean machine) {}

  /** A text of a listed item came or changed. */
  record Edited(long id, String kind) implements Event {}

  /**
   * An item cannot be read any more, and no reply under it either.
   *
   * @param root what it stands under, if it is a reply
   */
  record Gone(long id, @Nullable Long root) implements Event {}

  /** What is counted of a listed item. */
  record Counted(long id, long support, long oppose, long replies, long favourites) implements Event {}

  /** What happened since the reader's position cannot be told: the page is to be loaded anew. */
  record Reset() implements Event {}

  /** Nothing happened, but this is how far the reader has been told. */
  record Here() implements Event {}

  JsonMapper JSON = JsonMapper.builder().build();

  static String id(ChangeLog.Position position) {
    return position.epoch() + "-" + position.seq();
  }

  /**
   * As bytes of the stream. A client that comes back with an id is told what follows it, so the id of an event must
   * not promise those behind it: all but the last carry the position before.
   */
  static byte[] stream(List<? extends Event> events, ChangeLog.Position before, ChangeLog.Position after) {
    var text = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      text.append("id: ").append(id(i == events.size() - 1 ? after : before))
          .append("\nevent: ").append(event.getClass().getSimpleName().toLowerCase(Locale.ROOT))
          .append("\ndata: ").append(JSON.writeValueAsString(event)).append("\n\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
