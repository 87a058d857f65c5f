package com.candylake.browser;

import com.candylake.account.Sessions;
import com.candylake.article.Articles;
import com.candylake.article.Drafts;
import com.candylake.article.OwnArticle;
import com.candylake.base.Lang;
import com.candylake.favourite.Favourites;
import com.candylake.follow.Follows;
import com.candylake.guard.Viewer;
import com.candylake.item.Source;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A test in a real browser, against the running platform with the demonstration loaded. */
@Tag("once")
@ExtendWith(Chromium.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrowserTest extends PlatformTest {
  static final int WIDE = 1280;
  static final int PHONE = 390;
  private static @Nullable ConfigurableApplicationContext loaded;
  @Autowired private ConfigurableApplicationContext platform;
  @Autowired private Sessions sessions;
  @Autowired private Articles articles;
  @Autowired private Votes votes;
  @Autowired private Favourites favourites;
  @Autowired private Follows follows;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  private final List<BrowserContext> open = new ArrayList<>();

  @BeforeEach
  void demonstration() {
    if (loaded != platform) {
      DemoContent.load(platform);
      loaded = platform;
    }
  }

  @AfterEach
  void closeBrowsers() {
    open.forEach(BrowserContext::close);
  }

  /** Somebody who says to read Chinese, at a desk. */
  static Browser.NewContextOptions reader() {
    return reader("zh-CN", WIDE);
  }

  /** @param locale what the browser says in {@code Accept-Language} */
  static Browser.NewContextOptions reader(String locale, int width) {
    return new Browser.NewContextOptions().setLocale(locale).setTimezoneId("Asia/Shanghai")
        .setReducedMotion(ReducedMotion.REDUCE)
        .setViewportSize(width, width == PHONE ? 844 : 900);
  }

  /** A new browser with an empty page in it. */
  Page browser(Browser.NewContextOptions options) {
    BrowserContext context = Chromium.browser().newContext(options.setBaseURL(http.base()));
    open.add(context);
    return context.newPage();
  }

  /** A browser in which somebody is signed in. */
  Page browser(Browser.NewContextOptions options, Viewer member) {
    Page page = browser(options);
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(member), "test")).setUrl(http.base())));
    return page;
  }

  /** The address of one of the demonstration's articles ({@code a1}) or flashes ({@code f1}). */
  String demo(String id) {
    Long item = transactions.execute(t -> jdbc
        .sql("select item from origin where source = 'demo' and external_id = :id")
        .param("id", "demo." + id).query(Long.class).single());
    return (id.startsWith("a") ? "/a/" : "/f/") + item;
  }

  /** One page of each kind: the article is long and has contents, a table, notes, sources and replies. */
  Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("channel", "/c/tech");
    pages.put("author", "/u/" + URLEncoder.encode("林间路", StandardCharsets.UTF_8));
    pages.put("article", demo("a1"));
    pages.put("flash", demo("f18"));
    pages.put("flashes", "/flashes");
    pages.put("channels", "/c");
    pages.put("languages", "/languages");
    pages.put("sign-in", "/sign-in");
    pages.put("sign-up", "/sign-up");
    pages.put("sign-in-help", "/sign-in/help");
    pages.put("404", "/nothing-is-here");
    return pages;
  }

  /** Pages with forms of a member, who has written and voted and keeps things; the article has twenty replies. */
  Map<String, String> pages(Viewer member) {
    Viewer other = people.member("名字一定要写满三十二个字才肯罢休的那位住在湖东码头边上的钓鱼人");
    long article = desk.article(other, desk.channel(), Desk.text(Lang.ZH_HANS, "渡口的夜班",
        "夜里十一点以后，渡口只留一盏灯。\n\n## 谁来值班\n\n先到先排。\n\n## 怎么换班\n\n写在表上。"));
    long translated = desk.article(member, desk.channel(),
        Desk.text(Lang.EN, "The ferry by night", "After eleven one lamp is left.\n\n## Who\n\nWhoever comes first."),
        Desk.text(Lang.ZH_HANS, "渡口的夜班", "夜里十一点以后只留一盏灯。\n\n## 谁来值班\n\n先到先排。"));
    OwnArticle own = articles.own(member, translated, null);
    articles.edit(member, own, new Articles.Edit(own.text().title(), "After twelve one lamp is left.\n\nNew.\n\n## Who", 1,
        "It is after twelve.", List.of(new Source("Log of the ferry", "Harbour office", "https://example.org/log", "2026-11-20",
            "One lamp."))), Drafts.Mark.NONE);
    long reply = article;
    for (int i = 0; i < 20; i++) {
      reply = desk.reply(i % 2 == 0 ? member : other, i % 7 == 0 ? article : reply, Lang.ZH_HANS, "第 " + i + " 条回复。");
      if (i % 3 == 0) {
        votes.cast(member, reply, i % 2 == 0 ? Vote.SUPPORT : Vote.OPPOSE);
        favourites.add(member, reply);
      }
    }
    long flash = desk.flash(member, Lang.ZH_HANS, "渡口今晚多留一盏灯。");
    favourites.add(member, article);
    follows.pressItem(member, article, null, "");
    follows.pressAuthor(member, "名字一定要写满三十二个字才肯罢休的那位住在湖东码头边上的钓鱼人", null, "");
    await(() -> number("select count(*) from notification where member = ?", People.id(member)) > 0);
    favourites.add(member, flash);
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("article", "/a/" + article);
    pages.put("flash", "/f/" + flash);
    pages.put("flashes", "/flashes");
    pages.put("mine", "/mine");
    pages.put("favourites", "/favourites");
    pages.put("reply", "/i/" + reply + "/reply");
    pages.put("edit", "/f/" + flash + "/edit");
    pages.put("withdraw", "/i/" + flash + "/withdraw");
    pages.put("write", "/write");
    pages.put("drafts", "/drafts");
    pages.put("inbox", "/inbox");
    pages.put("following", "/following");
    pages.put("notifications", "/account/notifications");
    pages.put("edit-article", "/a/" + translated + "/edit?lang=en");
    pages.put("corrected", "/a/" + translated + "?lang=en");
    pages.put("stale", "/a/" + translated + "?lang=zh-Hans");
    pages.put("history", "/a/" + translated + "/history?lang=en");
    pages.put("difference", "/a/" + translated + "/history/2?lang=en");
    pages.put("translate", "/a/" + translated + "/translate?to=zh-Hans");
    pages.put("translate-choose", "/a/" + translated + "/translate");
    pages.put("account", "/account");
    pages.put("password", "/account/password");
    pages.put("prove", "/account/prove");
    pages.put("second-step", "/account/totp");
    pages.put("passkeys", "/account/passkeys");
    return pages;
  }
}
