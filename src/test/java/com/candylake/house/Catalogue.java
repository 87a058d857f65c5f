package com.candylake.house;

import com.candylake.base.Lang;
import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The messages of one language as its file has them.
 *
 * @param twice keys that stand in the file more than once; only the last of them counts
 */
record Catalogue(Lang lang, SortedMap<String, String> messages, List<String> twice) {
  private static final Path FOLDER = Path.of("src/main/resources/messages");

  static List<Catalogue> all() {
    return Lang.INTERFACE.stream().map(l -> of(l.tag())).toList();
  }

  static Catalogue of(String tag) {
    var messages = new TreeMap<String, String>();
    var twice = new ArrayList<String>();
    var properties = new Properties() {
      private static final long serialVersionUID = 1;

      @Override
      public synchronized Object put(Object key, Object value) {
        if (messages.put(key.toString(), value.toString()) != null) {
          twice.add(key.toString());
        }
        return super.put(key, value);
      }
    };
    try (var in = Files.newBufferedReader(FOLDER.resolve(tag + ".properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the messages of " + tag, e);
    }
    return new Catalogue(new Lang(tag), messages, twice);
  }

  /** The file, as a newcomer finds it. */
  String file() {
    return FOLDER + "/" + lang + ".properties";
  }

  /** What a message wants to be given: each argument with what it must be, such as {@code 0: a number}. */
  static SortedSet<String> arguments(String message) {
    var arguments = new TreeSet<String>();
    var pattern = new MessagePattern(message);
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPartType(i) == MessagePattern.Part.Type.ARG_START) {
        String name = pattern.getSubstring(pattern.getPart(i + 1));
        arguments.add(name + ": " + switch (pattern.getPart(i).getArgType()) {
          case NONE -> "anything";
          case SIMPLE -> simple(pattern.getSubstring(pattern.getPart(i + 2)));
          // a language without plurals says {0, number} where another says {0, plural, …}
          case PLURAL, SELECTORDINAL, CHOICE -> "a number";
          case SELECT -> "one of " + keywords(pattern, i);
        });
      }
    }
    return arguments;
  }

  /** The forms that each plural or ordinal in the message spells out. */
  static Map<MessagePattern.ArgType, List<SortedSet<String>>> plurals(String message) {
    var plurals = new TreeMap<MessagePattern.ArgType, List<SortedSet<String>>>();
    var pattern = new MessagePattern(message);
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPartType(i) == MessagePattern.Part.Type.ARG_START
          && pattern.getPart(i).getArgType().hasPluralStyle()) {
        plurals.computeIfAbsent(pattern.getPart(i).getArgType(), t -> new ArrayList<>()).add(keywords(pattern, i));
      }
    }
    return plurals;
  }

  private static String simple(String type) {
    return switch (type) {
      case "number", "spellout", "ordinal" -> "a number";
      default -> "a " + type;
    };
  }

  private static SortedSet<String> keywords(MessagePattern pattern, int start) {
    var keywords = new TreeSet<String>();
    int end = pattern.getLimitPartIndex(start);
    for (int i = start + 1; i < end; i++) {
      switch (pattern.getPartType(i)) {
        case ARG_SELECTOR -> keywords.add(pattern.getSubstring(pattern.getPart(i)));
        // what stands in the branches has its own arguments
        case MSG_START -> i = pattern.getLimitPartIndex(i);
        default -> {}
      }
    }
    return keywords;
  }
}
