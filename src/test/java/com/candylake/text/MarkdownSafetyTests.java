package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class MarkdownSafetyTests {
  static final String[] VECTORS = {
      "<script>alert(1)</script>",
      "<scr<script>ipt>alert(1)</scr</script>ipt>",
      "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
      "<img src=x onerror=alert(1)>",
      "<img src=\"x\" srcset=\"https://evil.example/a 1x\">",
      "<svg onload=alert(1)>",
      "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
      "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
      "<style>@import 'https://evil.example/x.css';</style>",
      "<p style=\"background:url(javascript:alert(1))\">x</p>",
      "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
      "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
      "<form action=\"https://evil.example\"><button formaction=javascript:alert(1)>x</button></form>",
      "<base href=\"https://evil.example/\">",
      "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
      "<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>",
      "<div id=\"app\" class=\"admin\" onmouseover='alert(1)'>x</div>",
      "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
      "<![CDATA[<script>alert(1)</script>]]>",
      "<?xml version=\"1.0\"?><script>alert(1)</script>",
      "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
      "<textarea><img title=\"</textarea><img src onerror=alert(1)>\">",
      "</p></div></body><script>alert(1)</script>",
      "[x](javascript:alert(1))",
      "[x](JaVaScRiPt:alert(1))",
      "[x](java\tscript:alert(1))",
      "[x](<java\tscript:alert(1)>)",
      "[x](&#106;&#97;&#118;&#97;script&colon;alert(1))",
      "[x](javascript&#58;alert&#40;1&#41;)",
      "[x](&#1;javascript:alert(1))",
      "[x](\u00A0javascript:alert(1))",
      "[x](javascript\\:alert(1))",
      "[x](vbscript:msgbox(1))",
      "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
      "[x](//evil.example/a)",
      "[x](/\\evil.example/a)",
      "[x](\\\\\\\\evil.example)",
      "[x](https:evil.example)",
      "[x](file:///etc/passwd) [x](blob:https://a/b) [x](about:blank) [x](ws://a)",
      "[x](/a \"t\\\" onmouseover=alert(1) x=\\\"\")",
      "[x](/a 't\" onmouseover=\"alert(1)')",
      "[x](/a&quot;onmouseover=alert(1)&quot;)",
      "[x](</a\" onclick=\"alert(1)>)",
      "[x]: javascript:alert(1)\n[x]",
      "[x]: /a \"&quot;><script>alert(1)</script>\"\n\n[x]",
      "<javascript:alert(1)>",
      "<data:text/html,x>",
      "<https://a.example/\"onmouseover=\"alert(1)>",
      "<a@b.example\"onclick=alert(1)>",
      "https://a.example/\"onmouseover=alert(1)//",
      "https://a.example/<script>alert(1)</script>",
      "javascript://a.example/%0Aalert(1)",
      "www.example.com'onclick='alert(1)",
      "[https://good.example](javascript:alert(1))",
      "[a](https://a.example/[b](javascript:alert(1)))",
      "![x](javascript:alert(1))",
      "![x\" onerror=\"alert(1)](https://evil.example/x.png)",
      "![x\" onerror=\"alert(1)](/m/0123456789abcdef0123456789abcdef01a400c8)",
      "![x](data:image/svg+xml,<svg onload=alert(1)>)",
      "![x](/m/0123456789abcdef/../../sign-out)",
      "![x](/m/0123456789abcdef?a=b \"\\\"><script>\")",
      "[![x](https://evil.example/x.png)](javascript:alert(1))",
      "```\"onmouseover=\"alert(1)\nx\n```",
      "```js class=x\n</code></pre><script>alert(1)</script>\n```",
      "`</code><script>alert(1)</script>`",
      "# <script>alert(1)</script> \" onclick=\"alert(1)",
      "# location\n\n# __proto__\n\n<h2 id=\"s-x\">x</h2>",
      "| <script>alert(1)</script> | \" |\n|:-:|---|\n| <td onclick=alert(1)> | [x](javascript:alert(1)) |",
      "[^\"onclick=\"alert(1)]\n\n[^\"onclick=\"alert(1)]: x",
      "[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
      "{{constructor.constructor('alert(1)')()}}",
      "\u2028<script>\u2029alert(1)",
      "<a href=\"https://a.example\" target=_blank rel=opener>x</a>",
  };

  @ParameterizedTest
  @FieldSource("VECTORS")
  void anArticleHoldsNothingOutsideTheList(String vector) {
    Document page = SafeHtml.parse(Markdown.article(vector + "\n\nend", Lang.EN).html());
    assertThat(page.text()).contains("end");
  }

  @ParameterizedTest
  @FieldSource("VECTORS")
  void aRemarkHoldsNothingOutsideTheListAndNoId(String vector) {
    Document page = SafeHtml.parse(Markdown.remark("start " + vector + "\n\n" + vector + "\n\nend", Lang.EN).html());
    assertThat(page.text()).startsWith("start").endsWith("end");
    assertThat(page.select("[id], table, section, h2, h3, h4")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("VECTORS")
  void theAllowListAloneLetsNothingElseThrough(String vector) {
    String attributes = "<a href=\"%s\">a</a><h2 id=\"%s\">h</h2>".replace("%s", vector);
    String html = AllowList.sanitize("<p>before</p>" + vector + attributes);
    assertThat(SafeHtml.parse(html).select("p").first()).hasToString("<p>before</p>");
  }

  @Test
  void anythingThatPeopleTypeIsSafeAndHasNoIdTwice() {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String[] pieces = {"a", "字", "「", "。", " ", "\n", "\n\n", "    ", "*", "**", "_", "~~", "`", "```", "[", "]", "(",
        ")", "](", "![", "<",
        ">", "\"", "'", "&quot;", "&#60;", "\\", "# ", "## ", "- ", "1. ", "> ", "|", "\n|-|-|\n", "[^1]", "\n[^1]: ",
        "\n[a]: ", "[a]", "/m/",
        "0123456789abcdef", "https://a.example", "javascript:", "www.", "<img src=x onerror=alert(1)>", "<a href=\"",
        "</p>", "{{", "---"};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int n = random.nextInt(1, 30); n > 0; n--) {
        typed.append(pieces[random.nextInt(pieces.length)]);
      }
      String html = Markdown.article(typed.toString(), Lang.JA).html();
      assertThat(html).as("seed %d: %s", seed, typed).doesNotContain("\uFDD0", "<script");
      Document page = SafeHtml.parse(html);
      assertThat(page.select("[id]").eachAttr("id")).as("seed %d: %s", seed, typed).doesNotHaveDuplicates();
      assertThat(page.select("a a")).as("seed %d: %s", seed, typed).isEmpty();
      assertThat(SafeHtml.parse(Markdown.remark(typed.toString(), Lang.KO).html()).select("[id], table, h2, section"))
          .as("seed %d: %s", seed, typed).isEmpty();
    }
  }

  @Test
  void htmlThatPeopleTypeIsText() {
    String typed = "<b class=\"x *y* z\">bold</b> <script>alert(1)</script> <!-- no --> <?php ?> a < b";
    Document page = SafeHtml.parse(Markdown.article(typed, Lang.EN).html());
    assertThat(page.text()).isEqualTo(typed);
    assertThat(page.body().select("*")).extracting(e -> e.tagName()).containsExactly("body", "p");
  }

  @Test
  void aBlockOfHtmlIsText() {
    Document page = SafeHtml.parse(Markdown.article("<div>\n<p>x</p>\n</div>\n\n<table><tr><td>1", Lang.EN).html());
    assertThat(page.text()).isEqualTo("<div> <p>x</p> </div> <table><tr><td>1");
  }

  @Test
  void aCharacterReferenceBringsInNothingThatTheGateRefuses() {
    String markdown = "a&#1;&#x202E;&#xD800;&#xFFFE;&#x85;b [c&#x202E;](/d&#x202E; \"e&#x202E;\")";
    Markdown.Rendered r = Markdown.article(markdown, Lang.EN);
    assertThat(r.html()).isEqualTo("<p>ab <a href=\"/d\" title=\"e\" rel=\"ugc nofollow noopener\">c</a></p>\n");
    assertThat(r.excerpt()).isEqualTo("ab c");
  }
}
