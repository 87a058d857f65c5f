package com.candylake.reply;

import com.candylake.base.Lang;
import com.candylake.card.Threads;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.NewItem;
import com.candylake.item.NewText;
import com.candylake.item.TextOrigin;
import com.candylake.text.InputGate;
import com.candylake.text.Markdown;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answering an item or another reply. */
@Service
public class Replies {
  private final Items items;

  Replies(Items items) {
    this.items = items;
  }

  /**
   * Writes a reply of 1 to 5,000 characters.
   *
   * @param parent what it answers
   * @param publishedAt null: now
   * @return its id
   */
  @Transactional
  public long write(Viewer viewer, long author, long parent, Lang lang, String body, @Nullable Instant publishedAt) {
    return items.write(viewer, item(author, parent, text(lang, body), publishedAt));
  }

  /**
   * Writes the viewer's own reply, once for each form.
   *
   * @return where it stands, also when the form is sent again
   */
  @Transactional
  public String write(Viewer viewer, long parent, Lang lang, String body, String formKey) {
    NewText text = text(lang, body);
    if (viewer.member() == null) {
      // what they may not see is not there, rather than a reason to sign in
      items.visibleTo(viewer, parent);
      throw Guard.refusal(viewer);
    }
    return items.write(viewer, item(viewer.member(), parent, text, null), formKey,
        w -> place(w.id(), w.thread(), Objects.requireNonNull(w.underKind()), Objects.requireNonNull(w.under()), w.replies()));
  }

  /** Where one of the viewer's own replies stands: on the page as its readers open it, as long as that shows all replies. */
  @Transactional(readOnly = true)
  public String place(Viewer viewer, long id) {
    Item reply = items.visibleTo(viewer, id, Kind.REPLY);
    Item root = items.visibleTo(viewer, Objects.requireNonNull(reply.root()));
    return place(id, reply.thread(), root.kind(), root.id(), root.counts().replies());
  }

  private static String place(long id, @Nullable Long thread, Kind rootKind, long root, long replies) {
    return replies <= Threads.PAGE ? Addresses.item(rootKind, root) + "#r" + id : Addresses.reply(id, thread, rootKind, root);
  }

  /** @param expected the revision that the new text began from */
  @Transactional
  public void revise(Viewer viewer, long id, Lang lang, String body, int expected) {
    items.revise(viewer, id, text(lang, body), expected);
  }

  /** Checks and renders a reply without writing it. */
  public static NewText text(Lang lang, String body) {
    String clean = InputGate.text("body", body, 1, 5_000);
    return new NewText(lang, "", clean, Markdown.remark(clean, lang), TextOrigin.AUTHOR, null);
  }

  public static NewItem item(long author, long parent, NewText text, @Nullable Instant publishedAt) {
    return new NewItem(Kind.REPLY, author, null, parent, Stage.PUBLISHED, true, publishedAt, List.of(text), List.of());
  }
}
