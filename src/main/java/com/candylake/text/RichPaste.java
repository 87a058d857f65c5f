package com.candylake.text;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** Markdown of what was copied from a web page or a word processor. */
public final class RichPaste {
  private static final Pattern BOLD = Pattern.compile("font-weight:\\s*(?:bold|[6-9]00)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LIGHT = Pattern.compile("font-weight:\\s*(?:normal|400)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ITALIC = Pattern.compile("font-style:\\s*italic", Pattern.CASE_INSENSITIVE);

  /** The converter sets spaces around what is emphasised, which Chinese and Japanese do not have. */
  private static final String CJK = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303F\\uFF00-\\uFFEF]";
  private static final Pattern SPACED = Pattern.compile("(?<=[^ *~`][*~`]{1,3}) (?=" + CJK
      + ")|(?<=" + CJK + ") (?=[*~`]{1,3}[^ *~`])");

  /** What Markdown can say. Images stay where they are: their addresses lead to another site, or nowhere. */
  private static final Safelist SAID = new Safelist()
      .addTags("a", "b", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "pre", "s",
          "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "div")
      .addAttributes("a", "href").addProtocols("a", "href", "http", "https", "mailto");

  private static final FlexmarkHtmlConverter CONVERTER = FlexmarkHtmlConverter.builder(new MutableDataSet()
      .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
      .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false)
      .set(FlexmarkHtmlConverter.TYPOGRAPHIC_QUOTES, false)
      .set(FlexmarkHtmlConverter.TYPOGRAPHIC_SMARTS, false)
      .set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false)
      .set(FlexmarkHtmlConverter.BR_AS_PARA_BREAKS, false)
      .set(FlexmarkHtmlConverter.EXTRACT_AUTO_LINKS, false)
      .set(FlexmarkHtmlConverter.UNORDERED_LIST_DELIMITER, '-')
      .set(FlexmarkHtmlConverter.LISTS_END_ON_DOUBLE_BLANK, false)
      .set(FlexmarkHtmlConverter.DIV_AS_PARAGRAPH, true)
      .set(FlexmarkHtmlConverter.OUTPUT_UNKNOWN_TAGS, false)).build();

  private RichPaste() {}

  /** @param html as browsers put it into {@code text/html}; anything may stand in it */
  public static String markdown(String html) {
    Document page = Jsoup.parse(html);
    page.select("style, script, meta, link, title, template, head").remove();
    for (Element bold : page.select("b[style], strong[style]")) {
      if (LIGHT.matcher(bold.attr("style")).find()) {
        bold.unwrap();
      }
    }
    for (Element span : page.select("span[style]")) {
      emphasis(span);
    }
    wordLists(page);
    // a title of its own has the article
    page.select("h1").tagName("h2");
    page.select("h5, h6").tagName("h4");
    Document clean = new Cleaner(SAID).clean(page);
    clean.outputSettings().prettyPrint(false);
    String markdown = CONVERTER.convert(clean.body().html()).replace('\u00A0', ' ').replace("<!-- -->", "");
    return SPACED.matcher(markdown).replaceAll("").replaceAll("\n{3,}", "\n\n").strip();
  }

  /** What word processors say by style. */
  private static void emphasis(Element span) {
    String style = span.attr("style");
    if (span.text().isBlank()) {
      return;
    }
    if (ITALIC.matcher(style).find()) {
      span.wrap("<em></em>");
    }
    if (BOLD.matcher(style).find()) {
      span.wrap("<strong></strong>");
    }
  }

  /** Lists of Microsoft Word are paragraphs with a bullet drawn before them, which says that it is to be ignored. */
  private static void wordLists(Document page) {
    Element list = null;
    for (Element item : page.select("p[style*=mso-list]")) {
      List<Element> bullets = item.select("[style*=mso-list:Ignore], [style*=mso-list: Ignore]");
      boolean numbered = bullets.stream().map(Element::text)
          .anyMatch(bullet -> bullet.matches(".*[0-9a-zA-Z].*") && !bullet.matches("[o§·].*"));
      bullets.forEach(Element::remove);
      String name = numbered ? "ol" : "ul";
      if (list == null || !list.tagName().equals(name) || list.nextElementSibling() != item) {
        list = new Element(name);
        item.before(list);
      }
      item.tagName("li");
      list.appendChild(item);
    }
  }
}
