package com.candylake.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That faults in templates are seen, on planted ones; and that what only looks like one is left alone. */
@Tag("once")
class TemplateScannerTests {
  @ParameterizedTest
  @ValueSource(strings = {
      "<p>Hello</p>",
      "<p>\n你好\n</p>",
      "<p>ひらがな</p>",
      "<p>${page.name()} says</p>",
      "<p>&eacute;</p>",
      "@if(x) yes @else no @endif",
      "<title>Title</title>",
      "@template.web.layout(frame = frame, content = @`<main>Hello</main>`)",
      "@template.web.layout(frame = frame, content = @`<b>@template.web.form(fields = @`<i>inner</i>`)</b>`)",
      "${many ? @`<b>many</b>` : @`<b></b>`}",
      "<nav aria-label=\"Pages\">",
      "<img alt='A lake'>",
      "<a title=\"${x} more\">",
      "<input placeholder=\"Name\">",
      "<input type=\"submit\" value=\"Send\">",
      "<meta name=\"description\" content=\"All the news\">",
      "<p>${done ? \"Saved\" : \"\"}</p>",
      "<a title=\"${done ? \"Saved\" : null}\">",
      "@template.web.form(frame = frame, submit = \"Save\")",
      "@template.web.layout(title = x.isEmpty() ? \"Untitled\" : x)",
      "@raw ${no} expression @endraw"})
  void textIsSeen(String planted) {
    assertThat(faults(planted).text()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "@import java.util.List\n@param List<String> words\n@param String x = \"default\"\n<p>${words}</p>",
      "@param gg.jte.Content c = @`<p></p>`\n${c}",
      "<p>${frame.t(\"item.more\")} · 131 … </p>",
      "<p>${frame.t(\"error.\" + reason + \".title\")}</p>",
      "<p>${frame.t(a ? \"item.more\" : \"item.more\", map(\"}\", '\"'))}</p>",
      "<p aria-describedby=\"${\"ui\".equals(page.problem()) ? \"ui-problem\" : null}\" class=\"words\"></p>",
      "<p>${name.equals(\"Candy\") ? x : y}</p>",
      "<%-- a remark -- with ${braces --%><!-- and `another -->",
      "!{var path = Map.of(\"a\", \"b\");}@if(a.equals(\"b)\") && (c))${d}@elseif(e)${f}@else${g}@endif",
      "@for(var x : List.of(\"one\", \"two\"))${x}@endfor",
      "@template.web.layout(frame = frame, content = @`@template.card.pager(parameter = \"after\")`)",
      "<input type=\"hidden\" name=\"form_key\" value=\"words\"><option value=\"words\"></option>",
      "<meta name=\"robots\" content=\"noindex\">",
      "<script type=\"module\" src=\"${frame.asset(\"candylake.js\")}\"></script>",
      "&nbsp;&amp;"})
  void whatNobodyReadsIsNoText(String sound) {
    TemplateFaults faults = faults(sound);
    assertThat(faults.text()).isEmpty();
    assertThat(faults.inline()).isEmpty();
    assertThat(faults.unsafe()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<p style=\"color:red\"></p>", "<a onclick='go()'></a>", "<style>p {}</style>",
      "@template.x(c = @`<script>1</script>`)", "<a href=\" JavaScript:1\"></a>", "<svg STYLE=\"${x}\"/>"})
  void inlineStylesAndScriptsAreSeen(String planted) {
    assertThat(faults(planted).inline()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$unsafe{page.title()}", "<p>$unsafe{x.html() + y}</p>",
      "@template.x(c = @`$unsafe{\"html()\"}`)"})
  void unescapedTextIsSeen(String planted) {
    assertThat(faults(planted).unsafe()).hasSize(1);
  }

  @Test
  void renderedHtmlMayBePrintedAsItIs() {
    assertThat(faults("$unsafe{page.text().html()}").unsafe()).isEmpty();
  }

  @Test
  void faultsHaveTheirLine() {
    String planted = "@import x.Y\n\n@param Y y\n@template.a.b(\n  y = y,\n  c = @`\n<p>\n${y}</p><b>Hello</b>\n`)\n";
    assertThat(faults(planted).text()).containsExactly("8: \"Hello\"");
  }

  @Test
  void namesOfTheProductMayStand() {
    assertThat(new TemplateFaults("Candy<i>Lake</i>", Set.of(), Set.of("Candy", "Lake")).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${x", "@if(a", "@template.x(c = @`<p>)", "${\"x}", "${x)}", "<%-- x"})
  void whatIsNotClosedIsRefused(String broken) {
    assertThatIllegalArgumentException().isThrownBy(() -> TemplateScanner.scan(broken));
  }

  private static TemplateFaults faults(String template) {
    return new TemplateFaults(template, Set.of("item.more"), Set.of());
  }
}
