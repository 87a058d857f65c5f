package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Desk;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTests extends BrowserTest {
  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "zh-TW", "ja-JP", "ko-KR", "en-US"})
  void noPageScrollsSideways(String locale) {
    Page page = browser(reader(locale, PHONE));
    pages().forEach((name, path) -> {
      page.navigate(path);
      assertThat(wide(page)).as(name).isLessThanOrEqualTo(PHONE);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "zh-TW", "ja-JP", "ko-KR", "en-US"})
  void norDoPagesOfMembers(String locale) {
    Viewer member = people.member("一個名字很長很長很長的會員，也不該把頁面撐開");
    Page page = browser(reader(locale, PHONE), member);
    pages(member).forEach((name, path) -> {
      page.navigate(path);
      assertThat(wide(page)).as(name).isLessThanOrEqualTo(PHONE);
      page.locator(".me summary").click();
      assertThat(wide(page)).as(name + ", with the menu open").isLessThanOrEqualTo(PHONE);
    });
  }

  @Test
  void whatAMemberPressesIsLargeEnough() {
    Viewer member = people.member();
    Page page = browser(reader("ja-JP", PHONE), member);
    pages(member).forEach((name, path) -> {
      page.navigate(path);
      assertThat(page.locator(".act, .buttons .pill, .me summary, .top .pill").all()).as(name).allSatisfy(target -> {
        if (target.isVisible()) {
          assertThat(target.boundingBox().height).as(target.textContent()).isGreaterThanOrEqualTo(44);
        }
      });
    });
  }

  @Test
  void norDoesAnythingThatSomebodyWrites() {
    Viewer author = people.member("一个名字很长很长很长的作者，也不该把页面撑开");
    String endless = "https://example.org/" + "verylongpath".repeat(20);
    String word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(3);
    long article = desk.article(author, desk.channel(), Desk.text(Lang.EN, word.substring(0, 110), """
        %1$s %2$s

        | %2$s | two | three | four | five | six | seven | eight |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 and a long cell that wants its room |

            %1$s %1$s

        `%1$s`

        > %2$s

        1. %1$s
        """.formatted(endless, word)));
    long reply = desk.reply(author, article, Lang.EN, endless);
    for (int depth = 0; depth < 12; depth++) {
      reply = desk.reply(author, reply, Lang.EN, depth + " " + word);
    }
    long flash = desk.flash(author, Lang.EN, endless + " " + word);
    Page page = browser(reader("en-US", PHONE));
    for (String path : new String[] {"/a/" + article, "/f/" + flash, "/", "/flashes"}) {
      page.navigate(path);
      assertThat(wide(page)).as(path).isLessThanOrEqualTo(PHONE);
    }
  }

  @Test
  void fourTabsLieUnderTheThumb() {
    Page page = browser(reader("ko-KR", PHONE));
    pages().forEach((name, path) -> {
      page.navigate(path);
      var tabs = page.locator(".dock a").all();
      assertThat(tabs).as(name).hasSize(4).allSatisfy(tab -> {
        assertThat(tab.isVisible()).isTrue();
        BoundingBox box = tab.boundingBox();
        assertThat(box.height).isGreaterThanOrEqualTo(44);
        assertThat(box.width).isGreaterThanOrEqualTo(44);
        assertThat(box.y + box.height).isLessThanOrEqualTo(844);
      });
    });
  }

  @Test
  void theEndOfThePageIsNotUnderTheTabs() {
    Page page = browser(reader("zh-CN", PHONE));
    pages().forEach((name, path) -> {
      page.navigate(path);
      page.evaluate("() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })");
      BoundingBox statement = page.locator(".platform-statement").boundingBox();
      assertThat(statement.y + statement.height).as(name).isLessThanOrEqualTo(page.locator(".dock").boundingBox().y);
    });
  }

  private static int wide(Page page) {
    return (Integer) page.evaluate("() => document.scrollingElement.scrollWidth");
  }
}
