package com.candylake.text;

import com.candylake.base.MediaName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The last word on what HTML leaves this package: whatever the parser and renderer did, nothing else gets through. */
final class AllowList {
  private static final Pattern NUMBERED = Pattern.compile("&#x([0-9a-f]{2,6});");
  private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
      .allowElements("p", "br", "hr", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "pre", "code", "em", "strong",
          "del", "sup", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "figure", "figcaption")
      .allowAttributes("id").matching(Pattern.compile("s-[\\p{L}\\p{M}\\p{N}-]+")).onElements("h2", "h3", "h4")
      .allowAttributes("id").matching(Pattern.compile("fn-[0-9]+")).onElements("li")
      .allowAttributes("id").matching(Pattern.compile("fnref-[0-9-]+")).onElements("a")
      .allowAttributes("class").matching(Pattern.compile("footnotes")).onElements("section")
      .allowAttributes("class").matching(Pattern.compile("footnote-ref")).onElements("sup")
      .allowAttributes("class").matching(Pattern.compile("footnote-backref")).onElements("a")
      .allowAttributes("class").matching(Pattern.compile("table")).onElements("div")
      .allowAttributes("class").matching(Pattern.compile("language-[A-Za-z0-9+#._-]{1,40}")).onElements("code")
      .allowAttributes("tabindex").matching(Pattern.compile("0")).onElements("pre", "div")
      .allowAttributes("start").matching(Pattern.compile("[0-9]{1,9}")).onElements("ol")
      .allowAttributes("align").matching(Pattern.compile("left|center|right")).onElements("th", "td")
      .allowAttributes("src").matching(Pattern.compile(MediaName.PATH + MediaName.IMAGE)).onElements("img")
      .allowAttributes("srcset").matching(OwnImages.SRCSET).onElements("img")
      .allowAttributes("sizes").matching(Pattern.compile(Pattern.quote(OwnImages.SIZES))).onElements("img")
      .allowAttributes("width", "height").matching(Pattern.compile("[1-9][0-9]{0,4}")).onElements("img")
      .allowAttributes("alt").onElements("img")
      .allowAttributes("loading").matching(Pattern.compile("lazy")).onElements("img")
      .allowAttributes("decoding").matching(Pattern.compile("async")).onElements("img")
      .allowAttributes("href").matching(Tidy.LINK).onElements("a")
      .allowAttributes("title").onElements("a", "img")
      .allowUrlProtocols("http", "https", "mailto")
      .requireRelsOnLinks("ugc", "nofollow", "noopener")
      .toFactory();

  private AllowList() {}

  static String sanitize(String html) {
    return plain(POLICY.sanitize(html));
  }

  /**
   * The sanitizer writes full-width punctuation and supplementary characters as numbers, for encodings that would fold
   * them into ASCII. Pages are UTF-8, where they stand for themselves in two thirds of the bytes.
   */
  private static String plain(String html) {
    return NUMBERED.matcher(html).replaceAll(m -> {
      int codePoint = Integer.parseInt(m.group(1), 16);
      return codePoint < 0xA0 ? m.group() : Matcher.quoteReplacement(Character.toString(codePoint));
    });
  }
}
