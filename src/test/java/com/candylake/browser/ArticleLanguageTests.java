package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.locale.Messages;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ArticleLanguageTests extends BrowserTest {
  @Autowired private Messages messages;

  @ParameterizedTest
  @CsvSource({
      "zh-CN, zh-Hans, Noto Sans CJK SC, Noto Serif CJK SC, 简体中文, ''",
      "ja-JP, ja, Noto Sans CJK JP, Noto Serif CJK JP, 日本語, text.made.person",
      "ko-KR, ko, Noto Sans CJK KR, Noto Serif CJK KR, 한국어, text.made.machine"})
  void anArticleIsReadInTheReadersLanguage(String locale, String lang, String sans, String serif, String shown,
      String made) {
    Page page = browser(reader(locale, WIDE));
    page.navigate(demo("a1"));
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(lang);
    assertThat(page.locator("h1").getAttribute("lang")).isEqualTo(lang);
    assertThat(page.locator("main > .h-entry > .e-content").getAttribute("lang")).isEqualTo(lang);
    assertThat(font(page, "main > .h-entry > .e-content p")).contains(sans);
    assertThat(font(page, "h1")).contains(serif);
    assertThat(page.locator(".texts [aria-current]").textContent()).startsWith(shown);
    assertThat(page.locator(".texts .made").textContent().strip())
        .isEqualTo(made.isEmpty() ? "" : madeFromChinese(lang, made));
  }

  @Test
  void choosingAnotherTextLeavesTheInterfaceAsItIs() {
    Page page = browser(reader());
    page.navigate(demo("a1"));
    page.locator(".texts a[hreflang=ja]").click();
    assertThat(page.url()).endsWith("?lang=ja");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-Hans");
    assertThat(page.locator("h1").getAttribute("lang")).isEqualTo("ja");
    assertThat(font(page, "main > .h-entry > .e-content p")).contains("Noto Sans CJK JP");
    assertThat(page.locator(".texts .made").textContent()).isEqualTo(madeFromChinese("zh-Hans", "text.made.person"));
    page.locator(".texts a[hreflang=ko]").click();
    assertThat(page.locator("h1").getAttribute("lang")).isEqualTo("ko");
    assertThat(page.locator(".texts .made").textContent()).isEqualTo(madeFromChinese("zh-Hans", "text.made.machine"));
    page.navigate("/");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-Hans");
    assertThat(page.locator(".story h2").first().getAttribute("lang")).as("nor does it change what lists show")
        .isEqualTo("zh-Hans");
  }

  @Test
  void aRemarkInAnotherLanguageHasItsOwnFont() {
    Page page = browser(reader());
    page.navigate(demo("a1"));
    assertThat(font(page, ".reply .e-content[lang=ja] p")).contains("Noto Sans CJK JP");
    assertThat(font(page, ".reply .e-content[lang=ko] p")).contains("Noto Sans CJK KR");
  }

  private String madeFromChinese(String lang, String key) {
    return messages.text(new Lang(lang), key, "zh_Hans", 1);
  }

  private static String font(Page page, String selector) {
    return page.locator(selector).first().evaluate("e => getComputedStyle(e).fontFamily").toString();
  }
}
