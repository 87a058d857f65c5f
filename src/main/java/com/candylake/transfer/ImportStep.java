package com.candylake.transfer;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.NewItem;
import com.candylake.item.NewText;
import com.candylake.item.TextHead;
import com.candylake.item.TextOrigin;
import com.candylake.reply.Replies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The writing half of an import: one item with its replies, all or nothing. Everything is rendered before. */
@Service
class ImportStep {
  private final OriginStore origins;
  private final Items items;

  ImportStep(OriginStore origins, Items items) {
    this.origins = origins;
    this.items = items;
  }

  /** A reply that has been checked and rendered. */
  record PreparedReply(String id, long author, NewText text, @Nullable Instant publishedAt, List<PreparedReply> replies) {}

  @Transactional
  public Imports.Outcome put(Viewer viewer, String source, String id, NewItem item, List<PreparedReply> replies) {
    Optional<OriginStore.Origin> known = origins.find(source, id);
    int texts;
    long own;
    if (known.isEmpty()) {
      own = items.write(viewer, item);
      texts = item.texts().size();
      origins.insert(source, id, own, digests(Map.of(), item.texts()));
    } else {
      own = known.get().item();
      texts = revise(viewer, source, id, known.get(), item.kind(), item.texts());
    }
    return new Imports.Outcome(own, known.isEmpty(), texts, answer(viewer, source, id, own, replies));
  }

  /** Replies are remembered under the id of the item they stand under: other systems number the two apart. */
  private int answer(Viewer viewer, String source, String under, long parent, List<PreparedReply> replies) {
    int written = 0;
    for (PreparedReply reply : replies) {
      String id = under + "#" + reply.id();
      Optional<OriginStore.Origin> known = origins.find(source, id);
      long own;
      if (known.isEmpty()) {
        own = items.write(viewer, Replies.item(reply.author(), parent, reply.text(), reply.publishedAt()));
        origins.insert(source, id, own, digests(Map.of(), List.of(reply.text())));
        written++;
      } else {
        own = known.get().item();
        written += revise(viewer, source, id, known.get(), Kind.REPLY, List.of(reply.text()));
      }
      written += answer(viewer, source, under, own, reply.replies());
    }
    return written;
  }

  /** Puts in what is new or different; how many texts that was. */
  private int revise(Viewer viewer, String source, String id, OriginStore.Origin known, Kind kind, List<NewText> texts) {
    Map<String, String> before = parse(known.digest());
    List<NewText> different = texts.stream()
        .filter(t -> !digest(t).equals(before.get(t.lang().tag()))).toList();
    if (different.isEmpty()) {
      return 0;
    }
    Item item = items.visibleTo(viewer, known.item());
    if (item.kind() != kind) {
      throw Refusal.invalid("kind", "transfer.kind.changed");
    }
    for (NewText text : different) {
      items.revise(viewer, known.item(), ofOriginal(item, text), null);
    }
    origins.read(source, id, digests(before, texts));
    return different.size();
  }

  /** A translation is of the original's revision as it stands; the original's own language stays the author's. */
  private NewText ofOriginal(Item item, NewText text) {
    Lang original = item.lang();
    if (text.lang().equals(original)) {
      return new NewText(text.lang(), text.title(), text.markdown(), text.rendered(), TextOrigin.AUTHOR, null);
    }
    int revision = items.texts(item).stream().filter(t -> t.lang().equals(original)).mapToInt(TextHead::revision)
        .findFirst().orElse(1);
    return new NewText(text.lang(), text.title(), text.markdown(), text.rendered(),
        text.ofRevision() == null ? TextOrigin.TRANSLATOR : text.origin(), revision);
  }

  /** {@code en=4f2a… ja=90c1…}: what was read of each text. */
  private static String digests(Map<String, String> before, List<NewText> texts) {
    var digests = new LinkedHashMap<>(before);
    texts.forEach(t -> digests.put(t.lang().tag(), digest(t)));
    return digests.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
  }

  private static Map<String, String> parse(String digests) {
    var parsed = new LinkedHashMap<String, String>();
    for (String pair : digests.split(" ")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parsed.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parsed;
  }

  private static String digest(NewText text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest((text.title() + '\n' + text.markdown()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
