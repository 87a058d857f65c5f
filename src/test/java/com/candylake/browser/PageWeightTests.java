package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Desk;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The budget of a page: five requests, and 40 KB over the wire for an article with twenty replies. */
class PageWeightTests extends BrowserTest {
  private static final int REQUESTS = 5;
  private static final int BYTES = 40 * 1024;
  private static final List<String> REPLIES = List.of(
      "合同最难写的不是价格，是分手那天谁来搬家。我们去年换供应商，数据三天就传完了，账号和权限却理了整整两个月。",
      "请问附件里的演习预算是按人头还是按天算的？如果每年都要演一次，小一些的街区恐怕付不起，能不能几个街区合办？",
      "读到“走得掉”三个字笑了。图书馆那套检索系统也该照这个办法演练一回，免得到时候连索引的格式都没有人认得。",
      "补充一点：密钥交接的范本市档案馆去年出过一份，只有两页，写得很清楚，可惜没有人引用。");

  @Test
  void anArticleWithTwentyRepliesStaysWithinTheBudget() {
    within("article", load(browser(reader()), longArticle()));
  }

  /** With forms for each reply and flash, all of them with tokens. */
  @Test
  void soItDoesForAMember() {
    within("article", load(browser(reader(), people.member()), longArticle()));
  }

  @Test
  void soDoesEveryOtherPage() {
    pages().forEach((name, path) -> within(name, load(browser(reader()), path)));
    Viewer member = people.member();
    pages(member).forEach((name, path) -> within(name + " of a member", load(browser(reader(), member), path)));
  }

  private static void within(String name, Map<String, Long> wire) {
    assertThat(wire.size()).as(name).isLessThanOrEqualTo(REQUESTS);
    assertThat(wire.values().stream().mapToLong(Long::longValue).sum()).as(name + " " + wire)
        .isLessThanOrEqualTo(BYTES);
  }

  /** The demonstration's longest article in all its languages, with twenty replies of a few sentences each. */
  private String longArticle() {
    List<NewArticle.Text> texts = transactions.execute(t -> jdbc.sql("""
        select t.lang, t.title, t.markdown from item_revision t join origin o on o.item = t.item
        where o.source = 'demo' and o.external_id = 'demo.a1' and t.revision = 1 order by t.lang desc""")
        .query((row, n) -> Desk.text(new Lang(row.getString(1)), row.getString(2), row.getString(3))).list());
    Viewer author = people.member();
    long article = desk.article(author, desk.channel(), texts.toArray(NewArticle.Text[]::new));
    for (int i = 0; i < 20; i++) {
      desk.reply(people.member(), article, Lang.ZH_HANS, REPLIES.get(i % REPLIES.size()) + "（" + i + "）");
    }
    return "/a/" + article;
  }

  private static Map<String, Long> load(Page page, String path) {
    CDPSession wire = page.context().newCDPSession(page);
    var addresses = new HashMap<String, String>();
    var sizes = new LinkedHashMap<String, Long>();
    wire.on("Network.requestWillBeSent", event -> {
      String address = event.getAsJsonObject("request").get("url").getAsString();
      // the stream never ends
      if (!address.contains("/live?")) {
        addresses.put(id(event), address);
      }
    });
    wire.on("Network.loadingFinished", event ->
        sizes.put(addresses.getOrDefault(id(event), id(event)), event.get("encodedDataLength").getAsLong()));
    wire.send("Network.enable");
    page.navigate(path);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.waitForCondition(() -> sizes.size() == addresses.size());
    return sizes;
  }

  private static String id(JsonObject event) {
    return event.get("requestId").getAsString();
  }
}
