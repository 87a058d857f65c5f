package com.candylake.article;

import static com.candylake.base.Lang.EN;
import static com.candylake.base.Lang.JA;
import static com.candylake.base.Lang.KO;
import static com.candylake.base.Lang.ZH_HANS;
import static com.candylake.base.Lang.ZH_HANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.channel.Channel;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.testkit.Desk;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of an article over HTTP: what stands on it, in which language, and what it costs. */
class ArticlePageTests extends PlatformTest {
  @Autowired private Items items;
  @Autowired private Articles articles;

  private long inThreeLanguages(Viewer author, Channel channel) {
    return desk.article(author, channel,
        Desk.text(EN, "The original title", "The original body."),
        Desk.text(JA, "日本語の題", "日本語の本文です。"),
        Desk.text(ZH_HANS, "中文标题", "中文正文。"));
  }

  @Test
  void carriesEverythingThatReadersAndMachinesLookFor() {
    Viewer author = people.member();
    long id = inThreeLanguages(author, desk.channel());
    desk.reply(people.member(), id, KO, "댓글이에요.");
    Document page = http.get("/a/" + id, "Accept-Language", "ja").page();
    var entry = page.expectFirst("main > article.h-entry");
    assertThat(entry.select("> header h1.p-name").text()).isEqualTo("日本語の題");
    assertThat(entry.select("> header .p-author.h-card").attr("href")).startsWith("/u/");
    assertThat(entry.select("> header time.dt-published").attr("datetime")).matches("\\d{4}-.*T\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(entry.select("> .e-content").text()).isEqualTo("日本語の本文です。");
    assertThat(entry.select("> header .p-category")).hasSize(1);
    for (String counter : List.of("views", "replies", "favourites")) {
      assertThat(entry.select("> header data." + counter).attr("value")).as(counter).matches("\\d+");
    }
    assertThat(entry.select("> .bar data.support, > .bar data.oppose")).hasSize(2);
    assertThat(entry.select("> header data.replies").attr("value")).isEqualTo("1");
    assertThat(entry.select(".u-comment.h-cite .e-content").text()).isEqualTo("댓글이에요.");
    assertThat(entry.select(".u-comment.h-cite .e-content").attr("lang")).isEqualTo("ko");
    assertThat(page.select(".platform-statement")).hasSize(1);
    assertThat(page.select(".disclaimer")).hasSize(1);
  }

  @Test
  void theTextFollowsTheReaderAndTheInterfaceDoesNotFollowTheText() {
    long id = inThreeLanguages(people.member(), desk.channel());
    Document page = http.get("/a/" + id + "?lang=zh-hans", "Accept-Language", "ja").page();
    assertThat(page.select("html").attr("lang")).isEqualTo("ja");
    assertThat(page.select("main > article > .e-content").attr("lang")).isEqualTo("zh-Hans");
    assertThat(page.select(".texts [aria-current]").text()).startsWith("简体中文");
    assertThat(page.select(".texts .made").text()).contains("英語からの翻訳");
    assertThat(page.select("link[rel=canonical]").attr("href")).endsWith("/a/" + id + "?lang=zh-Hans");
    assertThat(page.select("link[rel=alternate]").eachAttr("hreflang"))
        .containsExactlyInAnyOrder("en", "ja", "zh-Hans", "x-default");
  }

  @Test
  void whoeverReadsNoneOfItsLanguagesGetsTheOriginalAndIsTold() {
    long id = desk.article(people.member(), desk.channel(), Desk.text(JA, "題", "本文です。"));
    Document page = http.get("/a/" + id + "?lang=ko", "Accept-Language", "ko").page();
    assertThat(page.select("main > article > .e-content").attr("lang")).isEqualTo("ja");
    assertThat(page.select(".texts .made").text()).contains("일본어");
    assertThat(page.select("link[rel=canonical]").attr("href")).endsWith("/a/" + id);
  }

  @Test
  void taiwanReadsTraditionalChinese() {
    long id = desk.article(people.member(), desk.channel(), Desk.text(ZH_HANS, "题", "正文。"),
        Desk.text(ZH_HANT, "題", "內文。"));
    assertThat(http.get("/a/" + id, "Accept-Language", "zh-TW,zh;q=0.9,en;q=0.5").page()
        .select("html, main > article > .e-content").eachAttr("lang")).containsOnly("zh-Hant");
  }

  @Test
  void aWrongKindOfAddressLeadsToTheRightOne() {
    Viewer author = people.member();
    long article = desk.article(author, desk.channel());
    long flash = desk.flash(author, EN, "Short.");
    long reply = desk.reply(author, flash, EN, "Yes.");
    assertThat(http.get("/f/" + article).header("Location")).contains("/a/" + article);
    assertThat(http.get("/f/" + article).status()).isEqualTo(301);
    assertThat(http.get("/a/" + flash).header("Location")).contains("/f/" + flash);
    String place = http.get("/a/" + reply).header("Location").orElseThrow();
    assertThat(place).startsWith("/f/" + flash + "?replies=").endsWith("#r" + reply);
    assertThat(http.get(place.substring(0, place.indexOf('#'))).page().select("#r" + reply)).hasSize(1);
  }

  @Test
  void addressesThatAreNoneAreNotFound() {
    for (String path : List.of("/a/0", "/a/x", "/a/99999999999999999999", "/a/-1", "/f/9e9", "/c/none", "/u/nobody%20here",
        "/?after=junk", "/flashes?after=1-", "/a/1?replies=x", "/nothing")) {
      assertThat(http.get(path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void repliesAreReadPageByPageEachOnce() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    var expected = new ArrayList<String>();
    var above = new ArrayList<>(List.of(id));
    for (int i = 0; i < 47; i++) {
      long reply = desk.reply(author, above.get((i * 7) % above.size()), EN, "Reply " + i);
      above.add(reply);
      expected.add("r" + reply);
    }
    var seen = new ArrayList<String>();
    String path = "/a/" + id;
    while (!path.isEmpty()) {
      Document page = http.get(path).page();
      seen.addAll(page.select(".u-comment").eachAttr("id"));
      var next = page.select(".thread a[rel=next]");
      path = next.isEmpty() ? "" : "/a/" + id + next.attr("href").replaceAll("#.*", "");
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void itCostsTheSameQueriesWhateverItShows() {
    Viewer author = people.member();
    Channel channel = desk.channel();
    long bare = desk.article(author, channel);
    long full = inThreeLanguages(author, channel);
    for (int i = 0; i < 25; i++) {
      desk.reply(author, full, EN, "Reply " + i);
    }
    desk.flash(author, EN, "Short news.");
    http.get("/a/" + full, "Accept-Language", "en");
    // the flashes beside it are kept once the node has read of them in the log
    await(() -> Queries.of(() -> http.get("/a/" + full + "?anew", "Accept-Language", "en")).size() == 4);
    assertThat(Queries.of(() -> http.get("/a/" + bare + "?anew", "Accept-Language", "en"))).hasSizeBetween(3, 4);
    http.get("/a/" + bare + "?anew", "Accept-Language", "ko,ja");
    assertThat(Queries.of(() -> http.get("/a/" + full + "?anew", "Accept-Language", "ko,ja")))
        .as("for whoever gets it in neither their first language nor the original's").hasSize(5);
    assertThat(http.get("/a/" + full, "Accept-Language", "ko,ja").page().select(".e-content").attr("lang")).isEqualTo("ja");
  }

  @Test
  void anEditIsSaidAndAWithdrawalIsGone() {
    Viewer author = people.member();
    long id = inThreeLanguages(author, desk.channel());
    articles.revise(author, id, Desk.text(EN, "A better title", "A better body."), null, null);
    Document page = http.get("/a/" + id, "Accept-Language", "en").page();
    assertThat(page.select("h1").text()).isEqualTo("A better title");
    assertThat(page.select("main > article > header time.dt-updated")).hasSize(1);
    assertThat(page.select(".bar .end").text()).isEqualTo("Revision 2");
    items.move(author, id, Stage.WITHDRAWN, null);
    assertThat(http.get("/a/" + id).status()).isEqualTo(410);
    items.move(author, id, Stage.PUBLISHED, null);
    assertThat(http.get("/a/" + id).status()).isEqualTo(200);
  }
}
