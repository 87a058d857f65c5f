package com.candylake.browser;

import com.candylake.account.Members;
import com.candylake.account.Sessions;
import com.candylake.article.Articles;
import com.candylake.article.Drafts;
import com.candylake.article.NewArticle;
import com.candylake.article.OwnArticle;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.channel.ChannelMap;
import com.candylake.favourite.Favourites;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.follow.Follows;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Items;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import com.candylake.notify.Notifications;
import com.candylake.reply.Replies;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import com.candylake.text.Blocks;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;

/** Members who have written much in one language, for pages of members to be filled with. */
final class Newcomers {
  /** Who talks in a thread; the last has a name as long as there can be. */
  private static final Map<Lang, List<String>> NAMES = Map.of(
      Lang.ZH_HANS, List.of("芦苇荡", "陆小满", "渡口的老周", "名字一定要写满三十二个字才肯罢休的那位住在湖东码头边上的钓鱼人"),
      Lang.ZH_HANT, List.of("蘆葦", "許以晴", "渡口老周", "名字非得寫滿三十二個字才肯罷休的那一位住在湖東碼頭邊上的釣魚人"),
      Lang.JA, List.of("葦原", "小満", "渡し場の周さん", "名前を三十二文字まで書かないと気が済まない湖の東の釣り人です"),
      Lang.KO, List.of("갈대밭", "임소만", "나루터 주씨", "이름을 서른두 글자까지 채워야 마음이 놓이는 호숫가 낚시꾼"));
  /** What they say: short, long, with an address in it. */
  private static final Map<Lang, List<String>> SAID = Map.of(
      Lang.ZH_HANS, List.of("同意。", "合同最难写的不是价格，是分手那天谁来搬家。我们去年换供应商，数据三天就传完了，账号和权限却理了整整两个月。",
          "请问附件里的演习预算是按人头还是按天算的？", "原文在这里：https://example.org/minutes/2026/harbour-office-annex-3.pdf，第 12 页有表。",
          "读到“走得掉”三个字笑了。"),
      Lang.ZH_HANT, List.of("同意。", "合約最難寫的不是價格，是分手那天誰來搬家。我們去年換廠商，資料三天就傳完了，帳號和權限卻整理了整整兩個月。",
          "請問附件裡的演習預算是按人頭還是按天算？", "原文在這裡：https://example.org/minutes/2026/harbour-office-annex-3.pdf，第 12 頁有表。",
          "讀到「走得掉」三個字笑了。"),
      Lang.JA, List.of("同感です。",
          "契約でいちばん書きにくいのは料金ではなく、別れる日に誰が引っ越しを手伝うかです。昨年うちも業者を替えましたが、データは3日で移せたのに、アカウントと権限の整理に2か月かかりました。",
          "訓練の予算は、人数で計算するのでしょうか、それとも日数でしょうか。",
          "原文はこちらです。https://example.org/minutes/2026/harbour-office-annex-3.pdf の12ページに表があります。",
          "「離れられる」という見出しに笑いました。"),
      Lang.KO, List.of("동감이에요.",
          "계약에서 가장 쓰기 어려운 건 가격이 아니라 헤어지는 날 누가 짐을 옮기느냐예요. 우리도 작년에 업체를 바꿨는데 데이터는 사흘 만에 옮겼지만 계정과 권한을 정리하는 데 두 달이 걸렸어요.",
          "훈련 예산은 인원수로 계산하나요, 날짜로 계산하나요?",
          "원문은 여기에 있어요. https://example.org/minutes/2026/harbour-office-annex-3.pdf 12쪽에 표가 있어요.",
          "‘떠날 수 있어야’라는 말에 웃었어요."));
  private static final Map<Lang, String> TITLE = Map.of(
      Lang.ZH_HANS, "渡口的夜班：一张排了十一年的表", Lang.ZH_HANT, "渡口的夜班：一張排了十一年的表",
      Lang.JA, "渡し場の夜勤：十一年続く当番表", Lang.KO, "나루터의 밤 근무: 11년째 이어진 당번표");
  private static final Map<Lang, String> BODY = Map.of(
      Lang.ZH_HANS, "夜里十一点以后，渡口只留一盏灯。\n\n## 谁来值班\n\n**“先到先排”**是二〇一五年定下的规矩。\n\n## 怎么换班\n\n- 提前两天\n- 写在表上",
      Lang.ZH_HANT, "夜裡十一點以後，渡口只留一盞燈。\n\n## 誰來值班\n\n**「先到先排」**是二〇一五年定下的規矩。\n\n## 怎麼換班\n\n- 提前兩天\n- 寫在表上",
      Lang.JA, "夜の十一時を過ぎると、渡し場の明かりは一つだけになる。\n\n## 誰が当番か\n\n**「先に来た人から」**は2015年に決めた約束だ。\n\n## 交代のしかた\n\n- 二日前までに\n- 表に書く",
      Lang.KO, "밤 11시가 지나면 나루터에는 불이 하나만 남는다.\n\n## 누가 맡나\n\n**‘먼저 온 사람부터’**는 2015년에 정한 규칙이다.\n\n## 바꾸는 법\n\n- 이틀 전까지\n- 표에 적기");
  private final Members members;
  private final Sessions sessions;
  private final Articles articles;
  private final Flashes flashes;
  private final Replies replies;
  private final Votes votes;
  private final Favourites favourites;
  private final Items items;
  private final ChannelMap channels;
  private final Follows follows;
  private final Notifications notifications;

  Newcomers(ApplicationContext platform) {
    members = platform.getBean(Members.class);
    sessions = platform.getBean(Sessions.class);
    articles = platform.getBean(Articles.class);
    flashes = platform.getBean(Flashes.class);
    replies = platform.getBean(Replies.class);
    votes = platform.getBean(Votes.class);
    favourites = platform.getBean(Favourites.class);
    items = platform.getBean(Items.class);
    channels = platform.getBean(ChannelMap.class);
    follows = platform.getBean(Follows.class);
    notifications = platform.getBean(Notifications.class);
  }

  /**
   * What they have left behind.
   *
   * @param busy the session of one who has done a bit of everything
   * @param quiet the session of one who has done nothing
   * @param article with thirty replies
   * @param flash by the busy one, edited
   * @param reply one of the thirty, by the one with the long name
   * @param followed the page of the one with the long name, whom the busy one follows
   */
  record Left(String busy, String quiet, long article, long flash, long reply, String followed) {}

  Left settle(Lang lang) {
    List<Viewer> people = names(lang).stream().map(name -> members.viewer(members.enter(Viewer.CONSOLE, name, "", null)))
        .toList();
    Viewer busy = people.getFirst();
    Viewer wordy = people.getLast();
    long quiet = members.enter(Viewer.CONSOLE, names(lang).getFirst() + "2", "", null);
    long article = article(busy, lang);
    List<Long> thread = thread(people, article, lang);
    rewrite(busy, article, lang);
    long flash = flash(busy, lang, 1);
    flashes.revise(busy, flash, new NewFlash.Text(lang, said(lang, 1) + "\n\n" + said(lang, 2), TextOrigin.AUTHOR), null, null);
    long theirs = flash(wordy, lang, 3);
    votes.cast(busy, theirs, Vote.SUPPORT);
    votes.cast(wordy, flash, Vote.OPPOSE);
    votes.cast(busy, thread.get(0), Vote.SUPPORT);
    votes.cast(busy, thread.get(1), Vote.OPPOSE);
    for (long kept : List.of(thread.get(3), theirs, article)) {
      favourites.add(busy, kept);
    }
    items.move(busy, flash(busy, lang, 4), Stage.WITHDRAWN, null);
    told(people, article, lang);
    return new Left(sessions.open(People.id(busy), ""), sessions.open(quiet, ""), article, flash, thread.get(3),
        Addresses.member(names(lang).getLast()));
  }

  /** What the busy one follows, and what they are told for it. */
  private void told(List<Viewer> people, long article, Lang lang) {
    Viewer busy = people.getFirst();
    String slug = channels.all().getFirst().slug();
    follows.pressAuthor(busy, names(lang).getLast(), null, "");
    follows.pressChannel(busy, slug, null, "");
    follows.pressItem(busy, article, null, "");
    article(people.get(1), lang);
    flash(people.getLast(), lang, 2);
    long mention = replies.write(people.get(2), People.id(people.get(2)), flash(people.get(1), lang, 4), lang,
        "@" + names(lang).getFirst() + " " + said(lang, 1), null);
    PlatformTest.await(() -> notifications.inbox(busy, new Reads(List.of(lang), true), null).told().items().stream()
        .anyMatch(told -> told.newest().item().id() == mention));
  }

  /** Thirty: one chain of eight, then answers here and there. */
  private List<Long> thread(List<Viewer> people, long article, Lang lang) {
    var thread = new ArrayList<Long>();
    for (int i = 0; i < 30; i++) {
      long parent = i == 0 || i > 8 && i % 3 == 0 ? article : thread.get(i > 8 ? i / 2 : i - 1);
      Viewer author = people.get(i % people.size());
      thread.add(replies.write(author, People.id(author), parent, lang, said(lang, i), null));
    }
    return thread;
  }

  private long article(Viewer author, Lang lang) {
    return articles.write(author, new NewArticle(People.id(author), channels.all().getFirst().id(), Stage.PUBLISHED, null,
        List.of(new NewArticle.Text(lang, title(lang), body(lang), TextOrigin.AUTHOR)), List.of()));
  }

  /** Once translated, then corrected and given a source. */
  private void rewrite(Viewer author, long article, Lang lang) {
    Lang other = lang.equals(Lang.JA) ? Lang.ZH_HANS : Lang.JA;
    articles.revise(author, article, new NewArticle.Text(other, title(other), body(other), TextOrigin.TRANSLATOR), 1, null);
    OwnArticle own = articles.own(author, article, null);
    List<String> blocks = new ArrayList<>(Blocks.of(own.text().markdown(), 20));
    blocks.set(0, blocks.getFirst().replace("十一", "十二").replace("11", "12"));
    blocks.addAll(4, List.of(said(lang, 1), said(lang, 2)));
    articles.edit(author, own, new Articles.Edit(own.text().title(), Blocks.join(blocks), 1, said(lang, 2),
        List.of(new Source(title(lang), names(lang).get(2), "https://example.org/minutes/2026", "2026-11-20", said(lang, 1)))),
        Drafts.Mark.NONE);
  }

  private long flash(Viewer author, Lang lang, int i) {
    return flashes.write(author, new NewFlash(People.id(author), null, Stage.PUBLISHED, null,
        List.of(new NewFlash.Text(lang, said(lang, i), TextOrigin.AUTHOR))));
  }

  static String title(Lang lang) {
    return Objects.requireNonNull(TITLE.get(lang));
  }

  static String body(Lang lang) {
    return Objects.requireNonNull(BODY.get(lang));
  }

  private static List<String> names(Lang lang) {
    return Objects.requireNonNull(NAMES.get(lang));
  }

  private static String said(Lang lang, int i) {
    List<String> said = Objects.requireNonNull(SAID.get(lang));
    return said.get(i % said.size());
  }
}
