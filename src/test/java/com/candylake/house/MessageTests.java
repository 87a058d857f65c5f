package com.candylake.house;

import com.candylake.base.Lang;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages are complete in every language, ask for the same arguments everywhere, and are used. */
@Tag("once")
class MessageTests {
  private static final List<Catalogue> CATALOGUES = Catalogue.all();
  private static final Catalogue FIRST = CATALOGUES.getFirst();
  private static final MessageUses USES = new MessageUses();

  /** The keys that are put together at run time, by their beginning: the ends they can have. */
  private static final Map<String, List<String>> BUILT = Map.ofEntries(
      Map.entry("error.", both("not-found", "not-allowed", "conflict", "withdrawn", "removed", "legal", "too-large",
          "invalid", "too-many", "unavailable", "stale-form", "session-ended", "not-understood", "broken")),
      Map.entry("item.kind.", List.of("ARTICLE", "FLASH", "REPLY")),
      Map.entry("item.withdraw.ask.", List.of("article", "flash", "reply")),
      Map.entry("follow.what.", List.of("AUTHOR", "CHANNEL", "ITEM")),
      Map.entry("notify.told.", List.of("ANSWER", "REPLY", "MENTION", "FOLLOWED", "AUTHOR", "CHANNEL", "MANY")),
      Map.entry("notify.reason.", List.of("ANSWER", "REPLY", "MENTION", "FOLLOWED", "AUTHOR", "CHANNEL")),
      Map.entry("notify.rhythm.", List.of("DAILY", "WEEKLY", "OFF")),
      Map.entry("zone.", List.of("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
          "Pacific")),
      Map.entry("letter.", letters("confirm", "known", "link", "moved", "password", "second-step-on",
          "second-step-off", "passkey-added", "passkey-removed")),
      Map.entry("done.", List.of("languages", "signed-up", "signed-out", "password", "session-ended", "sessions-ended",
          "second-step-off", "passkey-added", "passkey-removed", "confirm-mail", "confirmed", "link-sent",
          "published", "posted", "replied", "edited", "translated", "withdrawn",
          "withdrawn-unconfirmed", "restored", "settings", "channel", "read", "notify",
          "draft-saved", "draft-discarded", "draft-restored")),
      Map.entry("language.", Lang.INTERFACE.stream().map(Lang::tag).toList()));

  /** What looks like a key and is none, and what it is. */
  private static final Map<String, String> NO_KEYS = Map.of("site.url", "the key of a setting");

  private static final Pattern WORD = Pattern.compile("[a-z]+(?:-[a-z]+)*");
  private static final Pattern DONE = Pattern.compile(
      "\\bDONE = Set\\.of\\(([^)]*)\\)|\\bdone\\([^;\"]*(\"[a-z-]+\")\\)");
  private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー][,?!]");
  private static final Pattern FULL_WIDTH = Pattern.compile("[，。？！]");

  private static List<String> both(String... reasons) {
    return Stream.of(reasons).flatMap(r -> Stream.of(r + ".title", r + ".text")).toList();
  }

  private static List<String> letters(String... about) {
    return Stream.of(about).flatMap(a -> Stream.of(a + ".subject", a + ".text")).toList();
  }

  @Test
  void everyLanguageHasEveryMessage() {
    Set<String> all = CATALOGUES.stream().flatMap(c -> c.messages().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
    House.expectNone("Write these messages, or delete them from the other languages:",
        CATALOGUES.stream().flatMap(c -> all.stream().filter(k -> c.messages().getOrDefault(k, "").isBlank())
            .map(k -> c.file() + ": " + k + (c.messages().containsKey(k) ? " is empty" : " is missing"))).toList());
  }

  @Test
  void noMessageStandsTwice() {
    House.expectNone("Only the last of them is ever read; delete the others:",
        CATALOGUES.stream().flatMap(c -> c.twice().stream().map(k -> c.file() + ": " + k)).toList());
  }

  @Test
  void aMessageTakesTheSameArgumentsInEveryLanguage() {
    var faults = new ArrayList<String>();
    FIRST.messages().forEach((key, first) -> {
      SortedSet<String> expected = Catalogue.arguments(first);
      for (Catalogue catalogue : CATALOGUES) {
        SortedSet<String> found = Catalogue.arguments(catalogue.messages().getOrDefault(key, first));
        if (!found.equals(expected)) {
          faults.add("%s: %s takes %s, but in %s %s".formatted(catalogue.file(), key, found, FIRST.lang(), expected));
        }
      }
    });
    House.expectNone("The code gives every language the same arguments; use them all, as what they are:", faults);
  }

  @Test
  void pluralsHaveEveryFormOfTheLanguage() {
    var faults = new ArrayList<String>();
    for (Catalogue catalogue : CATALOGUES) {
      catalogue.messages().forEach((key, message) -> Catalogue.plurals(message).forEach((type, forms) -> {
        Set<String> rules = PluralRules.forLocale(ULocale.forLanguageTag(catalogue.lang().tag()),
            type == MessagePattern.ArgType.SELECTORDINAL ? PluralRules.PluralType.ORDINAL
                : PluralRules.PluralType.CARDINAL).getKeywords();
        for (SortedSet<String> have : forms) {
          rules.stream().filter(r -> !have.contains(r))
              .forEach(r -> faults.add(catalogue.file() + ": " + key + " has no form " + r));
        }
      }));
    }
    House.expectNone("Spell out these forms (Unicode CLDR plural rules):", faults);
  }

  @Test
  void everyKeyThatIsAskedForExists() {
    Set<String> begins = FIRST.messages().keySet().stream().map(MessageTests::beginning).collect(Collectors.toSet());
    House.expectNone("There is no such message. Correct the key, or write the message in every language (what only"
            + " looks like a key goes into NO_KEYS):",
        Stream.concat(USES.certain.stream(),
                USES.possible.stream().filter(u -> begins.contains(beginning(u.literal()))))
            .filter(u -> !FIRST.messages().containsKey(u.literal()) && !NO_KEYS.containsKey(u.literal()))
            .map(MessageUses.Use::toString).toList());
  }

  @Test
  void everyKeyThatIsBuiltExists() {
    House.expectNone("BUILT says that these keys are put together, but there is no such message:",
        built().filter(k -> !FIRST.messages().containsKey(k)).toList());
  }

  @Test
  void everyBeginningOfAKeyIsListed() {
    Set<String> begins = FIRST.messages().keySet().stream().map(MessageTests::beginning).collect(Collectors.toSet());
    House.expectNone("Keys are put together here. List in BUILT what they can be, so that their messages are checked:",
        USES.beginnings.stream().filter(u -> begins.contains(beginning(u.literal())) && !BUILT.containsKey(u.literal()))
            .map(MessageUses.Use::toString).toList());
    Set<String> used = USES.beginnings.stream().map(MessageUses.Use::literal).collect(Collectors.toSet());
    House.expectNone("Nobody puts such keys together any more; delete them from BUILT:",
        BUILT.keySet().stream().filter(b -> !used.contains(b)).toList());
  }

  @Test
  void theReasonsOfErrorPagesAreListed() {
    Set<String> model = Set.of("frame", "status", "reason", "then", "kept", "reference", "no-store");
    Set<String> reasons = Stream.of("RefusalAdvice", "ErrorPages")
        .flatMap(c -> House.literals(web(c)).stream()).filter(l -> WORD.matcher(l).matches() && !model.contains(l))
        .collect(Collectors.toSet());
    expectListed("error.", both(reasons.toArray(String[]::new)));
  }

  @Test
  void whatPagesAreToldIsListed() {
    var told = new ArrayList<String>();
    for (Path file : House.files(House.JAVA, ".java")) {
      DONE.matcher(House.blank(House.read(file))).results()
          .forEach(r -> told.addAll(House.literals(r.group(1) == null ? r.group(2) : r.group(1))));
    }
    expectListed("done.", told);
  }

  private static void expectListed(String beginning, List<String> found) {
    List<String> listed = BUILT.getOrDefault(beginning, List.of());
    House.expectNone("The code says these, BUILT does not list them; list them and write their messages:",
        found.stream().filter(f -> !listed.contains(f)).map(beginning::concat).toList());
    House.expectNone("The code does not say these any more; delete them from BUILT:",
        listed.stream().filter(l -> !found.contains(l)).map(beginning::concat).toList());
  }

  @Test
  void everyMessageIsUsed() {
    Set<String> used = new HashSet<>(built().toList());
    USES.possible.forEach(u -> used.add(u.literal()));
    House.expectNone("No Java and no template uses these messages; delete them in every language:",
        FIRST.messages().keySet().stream().filter(k -> !used.contains(k)).toList());
  }

  @Test
  void punctuationIsOfTheScript() {
    House.expectNone("After Han and kana stand ， 、 。 ？ ！; Korean takes , . ? !:",
        Stream.concat(faults(HALF_WIDTH, c -> c.lang().isHanOrKana() || c.lang().equals(Lang.KO)),
            faults(FULL_WIDTH, c -> c.lang().equals(Lang.KO))).toList());
  }

  @Test
  void apostrophesAreTypographic() {
    House.expectNone("ICU reads ' as a quote and swallows it; the apostrophe is ’:",
        faults(Pattern.compile("'"), c -> true).toList());
  }

  private static Stream<String> faults(Pattern fault, Predicate<Catalogue> where) {
    return CATALOGUES.stream().filter(where).flatMap(c -> c.messages().entrySet().stream()
        .filter(m -> fault.matcher(m.getValue()).find()).map(m -> c.file() + ": " + m.getKey() + " = " + m.getValue()));
  }

  private static Stream<String> built() {
    return BUILT.entrySet().stream().flatMap(b -> b.getValue().stream().map(b.getKey()::concat));
  }

  private static String web(String type) {
    return House.read(House.JAVA.resolve("com/candylake/web/" + type + ".java"));
  }

  /** {@code input.} for {@code input.too-long} */
  private static String beginning(String key) {
    return key.substring(0, key.indexOf('.') + 1);
  }
}
