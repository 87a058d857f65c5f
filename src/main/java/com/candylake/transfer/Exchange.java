package com.candylake.transfer;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Kind;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import com.candylake.text.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the exchange format: JSON lines, each an item or a text of one ({@code docs/EXCHANGE.md}). */
public final class Exchange {
  private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);
  private static final int DEEPEST_REPLY = 50;
  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Exchange() {}

  /** @throws Refused if it is not a JSON object with an {@code id} */
  public static JsonNode parse(String line) {
    JsonNode node;
    try {
      node = JSON.readValue(line);
    } catch (JacksonException e) {
      throw refused("JSON");
    }
    if (node == null || !node.isObject() || text(node, "id") == null) {
      throw refused("id");
    }
    return node;
  }

  static String id(JsonNode line) {
    String id = text(line, "id");
    if (id == null) {
      throw refused("id");
    }
    return id;
  }

  /**
   * Makes one item of all the lines that have its id. The original is the language that {@code original} names, else
   * English if it is there, else the first.
   *
   * @param now what {@code ago} counts back from
   */
  public static ExchangeItem item(List<JsonNode> lines, Instant now) {
    Map<Lang, ExchangeItem.Text> texts = new LinkedHashMap<>();
    JsonNode all = null;
    Lang original = null;
    for (JsonNode line : lines) {
      if (all == null || line.has("author") || line.has("published_at") || line.has("replies")) {
        all = line;
      }
      if (line.has("original")) {
        original = lang(line, "original");
      }
      if (line.has("texts")) {
        for (Map.Entry<String, JsonNode> entry : line.get("texts").properties()) {
          Lang lang = Lang.parse(entry.getKey()).orElseThrow(() -> refused("texts." + entry.getKey()));
          texts.put(lang, text(entry.getValue(), lang));
        }
      } else {
        Lang lang = lang(line, "lang");
        texts.put(lang, text(line, lang));
      }
    }
    if (all == null || texts.isEmpty()) {
      throw refused("texts");
    }
    if (original == null) {
      original = texts.containsKey(Lang.EN) ? Lang.EN : texts.keySet().iterator().next();
    }
    ExchangeItem.Text first = texts.remove(original);
    if (first == null) {
      throw refused("original");
    }
    var ordered = new ArrayList<ExchangeItem.Text>();
    ordered.add(first);
    ordered.addAll(texts.values());
    String id = id(all);
    return new ExchangeItem(id, kind(all), text(all, "author"), text(all, "channel"), time(all, now), ordered,
        sources(all), replies(id, all, now, 1));
  }

  private static ExchangeItem.Text text(JsonNode node, Lang lang) {
    String title = text(node, "title");
    return new ExchangeItem.Text(lang, title == null ? "" : title, body(node), origin(node));
  }

  /** {@code body} is Markdown; {@code paragraphs} are plain text and stay exactly what they are. */
  private static String body(JsonNode node) {
    String body = text(node, "body");
    if (body != null) {
      return body;
    }
    JsonNode paragraphs = node.get("paragraphs");
    if (paragraphs == null || !paragraphs.isArray()) {
      throw refused("body");
    }
    var plain = new ArrayList<String>();
    for (JsonNode paragraph : paragraphs) {
      if (!paragraph.isString()) {
        throw refused("paragraphs");
      }
      plain.add(paragraph.stringValue());
    }
    return PlainText.toMarkdown(plain);
  }

  private static List<Source> sources(JsonNode node) {
    var sources = new ArrayList<Source>();
    for (JsonNode source : list(node, "sources")) {
      sources.add(new Source(or(text(source, "title"), ""), or(text(source, "publisher"), ""),
          or(text(source, "url"), ""), or(text(source, "accessed"), ""), or(text(source, "quotation"), "")));
    }
    return sources;
  }

  private static List<ExchangeItem.Reply> replies(String above, JsonNode node, Instant now, int depth) {
    var replies = new ArrayList<ExchangeItem.Reply>();
    for (JsonNode reply : list(node, "replies")) {
      if (depth > DEEPEST_REPLY) {
        throw refused("replies");
      }
      String own = text(reply, "id");
      String id = own == null ? above + "/" + (replies.size() + 1) : own;
      replies.add(new ExchangeItem.Reply(id, text(reply, "author"), lang(reply, "lang"), body(reply), time(reply, now),
          replies(id, reply, now, depth + 1)));
    }
    return replies;
  }

  private static Iterable<JsonNode> list(JsonNode node, String field) {
    JsonNode list = node.get(field);
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw refused(field);
    }
    return list;
  }

  private static Kind kind(JsonNode node) {
    return switch (or(text(node, "kind"), "article")) {
      case "article" -> Kind.ARTICLE;
      case "flash" -> Kind.FLASH;
      default -> throw refused("kind");
    };
  }

  private static TextOrigin origin(JsonNode node) {
    try {
      return TextOrigin.valueOf(or(text(node, "origin"), "translator").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused("origin");
    }
  }

  private static @Nullable Instant time(JsonNode node, Instant now) {
    try {
      String at = text(node, "published_at");
      if (at != null) {
        return inRange(Instant.parse(at));
      }
      String ago = text(node, "ago");
      return ago == null ? null : inRange(now.minus(Duration.parse(ago)));
    } catch (DateTimeException | ArithmeticException e) {
      throw refused("published_at");
    }
  }

  private static Instant inRange(Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw refused("published_at");
    }
    return at;
  }

  private static Lang lang(JsonNode node, String field) {
    return Lang.parse(or(text(node, field), "")).orElseThrow(() -> refused(field));
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw refused(field);
    }
    return value.stringValue();
  }

  private static Refused refused(String field) {
    return Refusal.invalid(field, "transfer.key.refused", field);
  }
}
