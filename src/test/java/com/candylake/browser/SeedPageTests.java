package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.locale.Messages;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The whole of what the platform was begun for, as one story: somebody publishes, a stranger with another language reads it
 * and takes part, and news reaches whoever is looking. Without JavaScript the story is the same, but for what is
 * announced: that is there after a reload.
 */
class SeedPageTests extends BrowserTest {
  private static final Lang ZH = Lang.ZH_HANS;
  private static final Lang JA = Lang.JA;
  private static final String PASSWORD = "灯が三つ、岸に二つ光る";
  private static final String TITLE = "湖边书店最后一周的账本";
  private static final String BODY = """
      周一来了四十个人，买走十一本书。

      ## 谁还在买书

      **“等它打折的人，”**店主说，**“等到的是关门。”**

      ## 书架去了哪里

      - 九个搬进图书馆
      - 两个留给渡口
      """;
  @Autowired private Messages messages;
  private boolean script;

  @ParameterizedTest(name = "with JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void somebodyPublishesAndAStrangerTakesPart(boolean withScript) {
    script = withScript;
    Page author = open("zh-CN", "/");
    String writer = "写书店的人" + (script ? "甲" : "乙");
    author.locator(".top a.pill[href^='/sign-in']").click();
    signUp(author, ZH, writer);
    long article = publish(author);

    Page stranger = open("ja-JP", "/a/" + article);
    readAnotherLanguage(stranger, writer);
    countOneReading(stranger);
    acts(stranger).locator("a").first().click();
    assertThat(stranger.locator("h1")).hasText(t(JA, "account.sign-in"));
    signUp(stranger, JA, "旅の途中" + (script ? "一" : "二"));
    assertThat(stranger).hasURL(Pattern.compile("/a/" + article + "\\b"));
    vote(stranger, article);
    long answer = talk(stranger, article);
    withdrawAndRestore(stranger, article, answer);
    keep(stranger, article);
    shown(stranger, "/a/" + article, ".who data.views", 2);

    tellNews(author);
  }

  private Page open(String locale, String path) {
    Page page = browser(reader(locale, WIDE).setJavaScriptEnabled(script));
    page.navigate(path);
    return page;
  }

  private String t(Lang lang, String key, Object... args) {
    return messages.text(lang, key, args);
  }

  /** From the page for signing in, which leads on to this one. */
  private void signUp(Page page, Lang lang, String name) {
    page.locator("main a.more[href^='/sign-up']").click();
    assertThat(page.locator("h1")).hasText(t(lang, "account.sign-up"));
    page.locator("#name").fill(name);
    page.locator("#password").fill(PASSWORD);
    page.locator("main button.main").click();
    done(page, lang, "signed-up");
    assertThat(page.locator(".me summary")).containsText(t(lang, "account.menu", name));
  }

  private void done(Page page, Lang lang, String what) {
    assertThat(page.locator(".notice")).hasText(t(lang, "done." + what));
  }

  private long publish(Page author) {
    author.locator(".top a.write").click();
    assertThat(author.locator("h1")).hasText(t(ZH, "article.write"));
    author.locator("#title").fill(TITLE);
    author.locator("#body").fill(BODY);
    author.locator("#channel").selectOption("city");
    author.locator("#language").selectOption("zh-Hans");
    author.locator("main button.main").click();
    done(author, ZH, "published");
    assertThat(author.locator("h1")).hasText(TITLE);
    return idOf(author, "/a/");
  }

  private static long idOf(Page page, String before) {
    return Long.parseLong(page.url().replaceAll(".*" + before + "(\\d+).*", "$1"));
  }

  private void readAnotherLanguage(Page page, String writer) {
    assertThat(page.locator("html")).hasAttribute("lang", "ja");
    assertThat(page.locator("h1")).hasText(TITLE);
    assertThat(page.locator("h1")).hasAttribute("lang", "zh-Hans");
    assertThat(page.locator(".texts .made")).hasText(t(JA, "text.only", messages.language(ZH, JA)));
    assertThat(page.locator(".crumbs > *")).hasText(new String[] {"CandyLake", "まち", t(JA, "article.text")});
    assertThat(page.locator(".who .p-author")).hasText(writer);
    assertThat(page.locator(".who time.dt-published")).hasText(Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
    assertThat(page.locator(".who .counts > span")).hasText(new String[] {
        t(JA, "item.views") + " 0", t(JA, "reply.many") + " 0", t(JA, "favourite.act") + " 0"});
    assertThat(page.locator("main > article > .e-content h2")).hasText(new String[] {"谁还在买书", "书架去了哪里"});
    assertThat(page.locator("main > article > .e-content strong").first()).hasText("“等它打折的人，”");
    for (String once : List.of(".platform-statement", ".disclaimer")) {
      String said = page.locator(once).innerText();
      assertThat(page.locator("body").innerText().split(Pattern.quote(said), -1)).as(once).hasSize(2);
    }
    assertThat(acts(page).locator("form")).hasCount(0);
  }

  /** Readings reach the page some seconds later. However often the page is loaded meanwhile, it is one. */
  private void countOneReading(Page page) {
    shown(page, page.url(), ".who data.views", 1);
  }

  private static void shown(Page page, String path, String counter, int number) {
    await(() -> {
      page.navigate(path);
      return !page.locator(counter).innerText().equals(String.valueOf(number - 1));
    });
    assertThat(page.locator(counter)).hasText(String.valueOf(number));
  }

  private static Locator acts(Page page) {
    return page.locator(".bar .acts");
  }

  /** Support, then oppose, which takes its place, then oppose again, which undoes it; at last support. */
  private void vote(Page page, long article) {
    Locator support = acts(page).locator("button[value=support]");
    Locator oppose = acts(page).locator("button[value=oppose]");
    assertThat(support).hasText(t(JA, "vote.support") + " 0");
    support.click();
    stands(article, support, 1, oppose, 0);
    oppose.click();
    stands(article, support, 0, oppose, 1);
    oppose.click();
    stands(article, support, 0, oppose, 0);
    support.click();
    stands(article, support, 1, oppose, 0);
  }

  private void stands(long item, Locator support, int supports, Locator oppose, int opposes) {
    for (var button : List.of(support, oppose)) {
      int number = button == support ? supports : opposes;
      assertThat(button).hasAttribute("aria-pressed", String.valueOf(number == 1));
      assertThat(button.locator("data")).hasText(String.valueOf(number));
    }
    assertThat(numbers("select support from item where id = ?", item)).containsExactly((long) supports);
    assertThat(numbers("select oppose from item where id = ?", item)).containsExactly((long) opposes);
    assertThat(number("select count(*) from vote where item = ? and value = 1", item)).isEqualTo(supports);
    assertThat(number("select count(*) from vote where item = ? and value = -1", item)).isEqualTo(opposes);
  }

  /** A reply and an answer to it, whose id it returns. */
  private long talk(Page page, long article) {
    page.locator("#reply textarea").fill("いい店でした。");
    page.locator("#reply button.main").click();
    done(page, JA, "replied");
    long reply = idOf(page, "#r");
    Locator said = page.locator("#r" + reply + " > .said");
    assertThat(said.locator("> .e-content")).hasText("いい店でした。");
    said.locator("> .acts").getByText(t(JA, "reply.act"), new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".answered")).containsText("いい店でした。");
    page.locator("#reply textarea").fill("また行きたかった。");
    page.locator("#reply button.main").click();
    done(page, JA, "replied");
    long answer = idOf(page, "#r");
    assertThat(said.locator("> #r" + answer + " .e-content")).hasText("また行きたかった。");
    replies(page, article, 2);
    return answer;
  }

  private void replies(Page page, long article, int number) {
    assertThat(page.locator(".who data.replies")).hasText(String.valueOf(number));
    assertThat(page.locator("#replies-title data")).hasText(String.valueOf(number));
    assertThat(page.locator(".reply")).hasCount(number);
    assertThat(number("select replies from item where id = ?", article)).isEqualTo(number);
  }

  private void withdrawAndRestore(Page page, long article, long answer) {
    page.locator("#r" + answer + " .acts").getByText(t(JA, "item.withdraw")).click();
    assertThat(page.locator("h1")).hasText(t(JA, "item.withdraw.ask.reply"));
    assertThat(page.locator(".answered")).containsText("また行きたかった。");
    page.locator("main button.main").click();
    done(page, JA, "withdrawn");
    assertThat(page.locator("#i" + answer)).containsText(t(JA, "item.withdrawn"));
    page.navigate("/a/" + article);
    replies(page, article, 1);
    page.navigate("/mine");
    page.locator("#i" + answer + " button").click();
    done(page, JA, "restored");
    page.navigate("/a/" + article);
    replies(page, article, 2);
  }

  private void keep(Page page, long article) {
    Locator favourite = acts(page).locator("button[formaction*='/favourite?']");
    favourite.click();
    assertThat(favourite).hasAttribute("aria-pressed", "true");
    assertThat(favourite).hasText(t(JA, "favourite.done") + " 1");
    assertThat(number("select favourites from item where id = ?", article)).isEqualTo(1);
    assertThat(number("select count(*) from favourite where item = ?", article)).isEqualTo(1);
    page.locator(".me summary").click();
    page.locator(".me a[href='/favourites']").click();
    assertThat(page.locator("h1")).hasText(t(JA, "favourite.mine"));
    assertThat(page.locator(".story h2 a")).hasText(TITLE);
    assertThat(page.locator(".story h2 a")).hasAttribute("href", "/a/" + article);
  }

  /** The author posts a flash and changes it, while somebody else has the flashes open. */
  private void tellNews(Page author) {
    Page watcher = browser(reader().setJavaScriptEnabled(script));
    if (script) {
      watcher.waitForResponse(response -> response.url().contains("/live?"), () -> watcher.navigate("/flashes"));
    } else {
      watcher.navigate("/flashes");
    }
    author.locator(".me summary").click();
    author.locator(".me a[href='/flashes#write']").click();
    author.locator("#write textarea").fill("【书店】最后一天营业到晚上八点。");
    author.locator("#write button.main").click();
    done(author, ZH, "posted");
    long flash = idOf(author, "/f/");
    Locator card = watcher.locator("#f" + flash);
    if (script) {
      assertThat(watcher.locator(".news button")).hasText(t(ZH, "live.news.many", 1));
      assertThat(card).hasCount(0);
      watcher.locator(".news button").click();
    } else {
      watcher.reload();
    }
    assertThat(card.locator(".e-content")).hasText("【书店】最后一天营业到晚上八点。");
    assertThat(card).not().containsText(t(ZH, "item.edited"));

    acts(author).getByText(t(ZH, "item.edit")).click();
    author.locator("main textarea").fill("【书店】最后一天营业到晚上九点。");
    author.locator("main button.main").click();
    done(author, ZH, "edited");
    assertThat(author.locator(".who")).containsText(t(ZH, "item.edited"));
    assertThat(author.locator("main > article > .e-content")).hasText("【书店】最后一天营业到晚上九点。");
    if (script) {
      card.locator("> button").click();
    } else {
      watcher.reload();
    }
    assertThat(card.locator(".e-content")).hasText("【书店】最后一天营业到晚上九点。");
    assertThat(card).containsText(t(ZH, "item.edited"));
  }
}
