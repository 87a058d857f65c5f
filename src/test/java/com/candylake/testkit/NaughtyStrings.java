package com.candylake.testkit;

import com.candylake.text.InputGate;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings that break programs, collected by what they break. Said of each: whether the input gate takes its characters;
 * how long it may be is the field's business.
 */
public final class NaughtyStrings {
  private static final List<Naughty> ALL = new ArrayList<>();

  /** What the gate says to the characters. */
  public enum Gate {
    TAKES, REFUSES,
    /** Nothing that a person would see: as good as an empty field. */
    EMPTY
  }

  /** @param name what it is, for whoever reads of a failure */
  public record Naughty(String name, String text, Gate gate) {
    @Override
    public String toString() {
      return name;
    }
  }

  static {
    put(Gate.EMPTY, "nothing", "");
    put(Gate.EMPTY, "blanks and tabs", " \t \t");
    put(Gate.EMPTY, "line breaks", "\r\n\n\r\u0085\u2028\u2029");
    put(Gate.EMPTY, "every white space of Unicode",
        "\u0020\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000");
    put(Gate.EMPTY, "zero width space, joiners, word joiner", "\u200B\u200C\u200D\u2060");
    put(Gate.EMPTY, "byte order marks", "\uFEFF\uFEFF");
    put(Gate.EMPTY, "soft hyphens and the Mongolian separator", "\u00AD\u180E\u00AD");
    put(Gate.EMPTY, "Hangul fillers", "\u115F\u1160\u3164\uFFA0");
    put(Gate.EMPTY, "variation selectors alone", "\uFE0F\uFE0E\uDB40\uDD00");
    put(Gate.EMPTY, "tags, which spell words that nobody sees", "\uDB40\uDC68\uDB40\uDC69\uDB40\uDC7F");
    put(Gate.EMPTY, "isolates around nothing", "\u2066\u2069\u2067\u2069");
    put(Gate.EMPTY, "the 100,000th line break", "\r\n".repeat(100_000));

    put(Gate.REFUSES, "a null", "lake\0side");
    put(Gate.REFUSES, "only a null", "\0");
    put(Gate.REFUSES, "a null at the end, as of a C string", "admin\0");
    put(Gate.REFUSES, "bell, backspace, escape", "\u0007\b\u001B[31mred\u001B[0m");
    put(Gate.REFUSES, "vertical tab and form feed", "a\u000Bb\fc");
    put(Gate.REFUSES, "delete", "a\u007Fb");
    put(Gate.REFUSES, "C1 controls", "a\u0080b\u009Bc");
    put(Gate.REFUSES, "right-to-left override", "invoice\u202Egpj.exe");
    put(Gate.REFUSES, "embedding that is not closed", "\u202Bشبكة left open");
    put(Gate.REFUSES, "pops without a push", "a\u202C\u202Cb");
    put(Gate.REFUSES, "31 marks on one letter", "a" + "\u0301".repeat(31));
    put(Gate.REFUSES, "1,000 marks on one letter", "e" + "\u0316\u0301".repeat(500));
    put(Gate.REFUSES, "marks that take long to sort", "a" + "\u0301\u0316".repeat(20_000));
    put(Gate.REFUSES, "U+FFFE", "a\uFFFEb");
    put(Gate.REFUSES, "U+FFFF", "a\uFFFFb");
    put(Gate.REFUSES, "noncharacter U+FDD0, which the renderer uses itself", "**\uFDD0「a」**");
    put(Gate.REFUSES, "noncharacter at the end of plane 1", "a\uD83F\uDFFEb");
    put(Gate.REFUSES, "the last code point of all", "a\uDBFF\uDFFFb");

    put(Gate.TAKES, "isolate that is not closed", "\u2067מִלָּה left open");
    put(Gate.TAKES, "isolates that are closed twice", "a\u2069\u2069b");
    put(Gate.TAKES, "right-to-left marks", "abc\u200F123\u061C");
    put(Gate.TAKES, "Arabic and Hebrew", "مرحبا بالعالم שלום");
    put(Gate.TAKES, "5 marks on one letter", "Z\u0351\u0322\u0301\u0316\u0302algo");
    put(Gate.TAKES, "30 marks on one letter", "a" + "\u0316".repeat(30));
    put(Gate.TAKES, "30 marks on each of ten letters", ("a" + "\u0301".repeat(30)).repeat(10));
    put(Gate.TAKES, "a byte order mark before the text", "\uFEFFBOM");
    put(Gate.TAKES, "a byte order mark inside", "by\uFEFFte");
    put(Gate.TAKES, "zero width space inside", "zero\u200Bwidth");
    put(Gate.TAKES, "astral Han", "𠮷野家で𩸽");
    put(Gate.TAKES, "private use", "\uE000 \uF8FF \uDB80\uDC00");
    put(Gate.TAKES, "unassigned code points", "\u0378\u2FE0 \uD9C0\uDC00");
    put(Gate.TAKES, "an emoji family", "👩‍👩‍👧‍👦👨🏿‍❤️‍💋‍👨🏻");
    put(Gate.TAKES, "flags, and half of one", "🇯🇵🇰🇷🇹🇼🇯");
    put(Gate.TAKES, "the flag of Scotland, of tags", "🏴󠁧󠁢󠁳󠁣󠁴󠁿");
    put(Gate.TAKES, "keycaps", "1️⃣#️⃣*️⃣");
    put(Gate.TAKES, "composed and decomposed", "é e\u0301 が か\u3099 Å \u212B");
    put(Gate.TAKES, "Hangul jamo", "\u1112\u1161\u11AB\u1100\u1173\u11AF ㅎㅏㄴ");
    put(Gate.TAKES, "a jamo filler in a syllable", "\u115F\u1161 한");
    put(Gate.TAKES, "compatibility ideographs, which composing replaces", "\uF900\uFA0E 神\uFE00");
    put(Gate.TAKES, "ideographic variation", "葛\uDB40\uDD00城 葛\uDB40\uDD01城");
    put(Gate.TAKES, "full-width and half-width", "ＡＤＭＩＮ ｶﾞｷﾞｸﾞ ￥");
    put(Gate.TAKES, "letters that casing changes in length", "ß İ ŉ ﬃ ΐ");
    put(Gate.TAKES, "the widest ligature", "﷽﷽﷽");
    put(Gate.TAKES, "Thai, Telugu, Tibetan", "กำ้ జ్ఞా ཀྵྐ");
    put(Gate.TAKES, "different line breaks", "a\rb\nc\r\nd\u0085e\u2028f\u2029g");
    put(Gate.TAKES, "white space around", "\u3000 \t middle \u00A0\n");
    put(Gate.TAKES, "a replacement character", "caf\uFFFD");
    put(Gate.TAKES, "surrogates spelled out", "\\uD800 &#xD800; &#0; %ED%A0%80 %00");

    put(Gate.TAKES, "a script", "<script>alert(1)</script>");
    put(Gate.TAKES, "the end of a text area", "</textarea><script>alert(1)</script>");
    put(Gate.TAKES, "the end of an attribute", "\"><img src=x onerror=alert(1)>");
    put(Gate.TAKES, "the end of an attribute with a single quote", "' onfocus='alert(1)' autofocus='");
    put(Gate.TAKES, "a comment that is not closed", "<!-- <!--- -->");
    put(Gate.TAKES, "CDATA and a processing instruction", "]]> <![CDATA[ <?php echo 1 ?>");
    put(Gate.TAKES, "drawing with a handler", "<svg/onload=alert(1)><math><mtext></form><form>");
    put(Gate.TAKES, "character references", "&lt;b&gt; &amp;amp; &#60;script&#62; &colon; &NewLine;");
    put(Gate.TAKES, "a link that runs a script", "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1))");
    put(Gate.TAKES, "a link with data", "[a](data:text/html;base64,PHNjcmlwdD4=) ![b](data:image/svg+xml,<svg>)");
    put(Gate.TAKES, "a link with a tab in its scheme", "[a](java\tscript:alert(1)) <vbscript:x> [b]( javascript:x)");
    put(Gate.TAKES, "a title that ends its quote", "[a](https://a.example \"x\\\" onclick=alert(1) y\")");
    put(Gate.TAKES, "an image from elsewhere", "![a](https://a.example/pixel.gif?member=1)");
    put(Gate.TAKES, "Markdown that never closes", "**__~~`[![<a **\n```\n");
    put(Gate.TAKES, "a footnote named like an id of the page", "x[^content]\n\n[^content]: <b id=content>");
    put(Gate.TAKES, "SQL", "'; drop table item; --");
    put(Gate.TAKES, "SQL with wild cards", "%_\\% ' or 1=1 -- \" ` :id ? $1 {oj}");
    put(Gate.TAKES, "templates", "${7*7} {{7*7}} #{7*7} @{7*7} <%= 7*7 %> @if(true) $unsafe{1}");
    put(Gate.TAKES, "message format", "{0} {0, plural, other {#}} '{' %s %n %1$s");
    put(Gate.TAKES, "lookups in logs", "${jndi:ldap://127.0.0.1/a} ${env:HOME}");
    put(Gate.TAKES, "lines for a log", "ok\r\n2026-01-01 ERROR all is lost");
    put(Gate.TAKES, "lines for a header", "x\r\nSet-Cookie: session=taken\r\n\r\n<html>");
    put(Gate.TAKES, "a path", "../../../../etc/passwd ..\\..\\ file:///etc/passwd");
    put(Gate.TAKES, "a shell", "$(touch /tmp/x) `id` | ; & > <");
    put(Gate.TAKES, "a formula", "=HYPERLINK(\"https://a.example\")");
    put(Gate.TAKES, "JSON", "{\"a\":[1,2,{\"__proto__\":{}}],");
    put(Gate.TAKES, "numbers", "-1 0 NaN 1e309 9223372036854775808 0x7F 1.0000000000000001 ٣");
    put(Gate.TAKES, "words of programs", "null undefined true nil None NULL");
    put(Gate.TAKES, "half-open percent", "%ZZ % %u0041 %E4%BD + &= ;");

    put(Gate.TAKES, "a line of a megabyte", "a".repeat(1_000_000));
    put(Gate.TAKES, "a line of 400,000 Chinese characters", "汉".repeat(400_000));
    put(Gate.TAKES, "100,000 lines", "a\r\n".repeat(100_000));
    put(Gate.TAKES, "one word of 900 letters", "W".repeat(900));
    put(Gate.TAKES, "300 emoji families", "👩‍👩‍👧‍👦".repeat(300));
  }

  /** Values of a whole form that no browser sends, percent-encoded: what does not decode is no text at all. */
  public static final List<String> NOT_DECODED = List.of(
      "a%ED%A0%80b", "a%ED%A0%BD%ED%B8%80b", "%C0%AF", "%E0%80%AF", "%F8%88%80%80%80", "%F4%90%80%80", "abc%E4%BD", "%80",
      "%FF%FEa", "%ZZ", "%", "%4", "%u0041");

  private NaughtyStrings() {}

  private static void put(Gate gate, String name, String text) {
    ALL.add(new Naughty(name, text, gate));
  }

  public static List<Naughty> all() {
    return List.copyOf(ALL);
  }

  /** What HTML leaves of a text between the start and the end of a text area, or in an attribute. */
  public static String inHtml(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
  }

  /** The number of characters that a person counts. */
  public static int length(String text) {
    return InputGate.graphemes(text);
  }
}
