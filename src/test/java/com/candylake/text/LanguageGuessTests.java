package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.candylake.base.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("once")
class LanguageGuessTests {
  private static final Path NEWS = Path.of("..", "shared", "data", "news");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      zh-Hans | 央行今天宣布下调贷款利率，这是今年以来的第三次。
      zh-Hant | 央行今天宣佈調降貸款利率，這是今年以來的第三次。
      zh-Hant | 港股收市報跌三百點，成交額較上日減少一成。
      ja      | 日銀は今日、政策金利を据え置くと発表した。
      ko      | 한국은행이 오늘 기준금리를 동결했다.
      en      | The central bank left its rate unchanged today.
      en      | Markets Slip as Traders Wait for Rate Decision
      """)
  void aSentenceIsKnownForSure(String tag, String text) {
    assertThat(guess(text)).contains(new LanguageGuess(new Lang(tag), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"東京株式市場続落", "日経平均株価反発", "首相訪米、両国首脳会談開催", "新駅開業、沿線地価上昇",
      "東京都知事選挙開票速報", "景気動向指数悪化", "佐々木氏当選"})
  void aHeadlineOfKanjiAloneIsJapanese(String text) {
    assertThat(language(text)).isEqualTo(Lang.JA);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      zh-Hans | 国际油价大幅上涨
      zh-Hans | 台积电股价创新高
      zh-Hant | 國際油價大幅上漲
      zh-Hant | 東京大學公布錄取名單
      zh-Hant | 日本樂團專輯熱賣
      """)
  void aHeadlineOfHanAloneIsChineseByItsForms(String tag, String text) {
    assertThat(language(text)).isEqualTo(new Lang(tag));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      zh-Hans | 任天堂发布《ゼルダの伝説》最新作，玩家们反应热烈。
      zh-Hans | 任天堂发布ゼルダ最新作
      zh-Hant | 韓國女團「뉴진스」宣布推出新專輯
      zh-Hans | OpenAI 和 Microsoft 重新谈判，涉及 Azure 的条款
      zh-Hans | Apple Vision Pro 评测
      zh-Hans | 用docker部署spring boot应用
      ja      | 中国語の「发展」は発展という意味です。
      ja      | OpenAIのChatGPT Enterpriseについて
      ko      | 大韓民國의 主權은 國民에게 있고 모든 權力은 國民으로부터 나온다
      ko      | 北 核實驗 再開 可能性 높아
      ko      | 삼성전자, Galaxy AI 공개… SK hynix와 TSMC도 참여
      en      | Xi Jinping (习近平) met the president in Lima
      en      | The word 加油 means that you should keep going
      en      | STM.N fell 3% while 阿里巴巴 rose in Hong Kong
      """)
  void whatIsCitedDoesNotDecide(String tag, String text) {
    assertThat(language(text)).isEqualTo(new Lang(tag));
  }

  @Test
  void codeAndAddressesDoNotCount() {
    String code = "while (true) { print(\"this is english, or so it seems\"); }\n".repeat(20);
    assertThat(language("我们的新版本\n\n```java\n" + code + "```\n")).isEqualTo(Lang.ZH_HANS);
    assertThat(language("我们的新版本 `for each item in the list do`")).isEqualTo(Lang.ZH_HANS);
    assertThat(language("详见 https://example.com/how-we-learned-to-love-the-new-release")).isEqualTo(Lang.ZH_HANS);
    assertThat(language("[公告](https://example.com/how/we/learned/to/love/the/new/release)发布")).isEqualTo(Lang.ZH_HANS);
    assertThat(language("请写信到 the.editor.of.this.page@example.com 说明")).isEqualTo(Lang.ZH_HANS);
  }

  @Test
  void aParagraphThatBeginsWithSpacesCountsIfThereIsNoOther() {
    assertThat(language("    今天股市上涨了很多")).isEqualTo(Lang.ZH_HANS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "123 456,7 %", "😀🎉", "https://example.com/news/today", "www.example.com", "…！？", "---",
      "```\ncode only\n```", "Привет", "\uD800", "\u0000", "\u0301\u0301"})
  void whatHasNoLettersOfAListedLanguageIsInNone(String text) {
    assertThat(guess(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"中国人民", "東京", "你好", "又是日本人", "OK", "STM.N", "NYSE BABA", "네", "鮮の茶", "了解"})
  void littleTextIsNotSure(String text) {
    assertThat(guess(text)).get().returns(false, LanguageGuess::sure);
  }

  @Test
  void theReaderDecidesWhatTheLettersLeaveOpen() {
    assertThat(guess("東京", Lang.INTERFACE, Lang.JA)).contains(new LanguageGuess(Lang.JA, false));
    assertThat(guess("東京", Lang.INTERFACE, Lang.EN, Lang.ZH_HANT)).contains(new LanguageGuess(Lang.ZH_HANT, false));
    assertThat(guess("中国人民", Lang.INTERFACE, Lang.EN)).contains(new LanguageGuess(Lang.ZH_HANS, false));
    assertThat(language("国际油价大幅上涨", Lang.INTERFACE, Lang.JA)).isEqualTo(Lang.ZH_HANS);
    assertThat(language("東京株式市場続落", Lang.INTERFACE, Lang.ZH_HANT)).isEqualTo(Lang.JA);
  }

  @Test
  void onlyListedLanguagesAreFound() {
    assertThat(guess("これはひらがなです", langs("zh-Hans", "en"))).isEmpty();
    assertThat(guess("これは日本語です", langs("zh-Hans", "en"))).contains(new LanguageGuess(Lang.ZH_HANS, false));
    assertThat(guess("央行宣布下调贷款利率", langs("ja", "en"))).contains(new LanguageGuess(Lang.JA, false));
    assertThat(guess("東京", Lang.INTERFACE, new Lang("fr"))).get().returns(false, LanguageGuess::sure);
    assertThat(guess("Hello again, dear friends", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      zh-TW   | zh-CN zh-TW ja-JP ko-KR en-US | 央行今天宣佈調降貸款利率
      zh-CN   | zh-CN zh-TW ja-JP ko-KR en-US | 央行今天宣布下调贷款利率
      ja-JP   | zh-CN zh-TW ja-JP ko-KR en-US | 日銀は利上げを見送った
      ko-KR   | zh-CN zh-TW ja-JP ko-KR en-US | 한국은행이 금리를 동결했다
      zh-HK   | zh ja zh-HK                   | 政府宣布減稅
      vi      | en fr de vi                   | Ngân hàng trung ương giữ nguyên lãi suất trong tháng này
      de      | en fr de vi                   | Die Währungshüter ließen die Zinsen für größere Banken unverändert
      fr      | en de fr vi                   | La banque centrale a décidé de baisser légèrement ses taux à la rentrée
      pl      | en de pl                      | Rada postanowiła, że stopy będą niższe
      tr      | en tr                         | Merkez bankası faizleri değiştirmedi ve piyasalar şaşırdı
      uk      | ru uk en                      | Національний банк залишив ставку без змін, її знизять пізніше
      ru      | uk ru en                      | Центральный банк объявил, что ставка снизится
      ar      | ar en                         | أعلن البنك المركزي خفض الفائدة
      fa      | ar fa en                      | بانک مرکزی گفت نرخ بهره تغییر نمی‌کند و پول گران است
      th      | th en                         | ธนาคารกลางคงอัตราดอกเบี้ยไว้เท่าเดิม
      el      | el en                         | Η τράπεζα μείωσε το επιτόκιο
      hi      | hi en                         | केंद्रीय बैंक ने दरें घटाईं
      """)
  void anyLanguageMayBeListed(String tag, String listed, String text) {
    assertThat(language(text, langs(listed.split(" ")))).isEqualTo(new Lang(tag));
  }

  @Test
  void wordsInLettersThatAllShareAreForTheReaderToDecide() {
    assertThat(guess("Le chat mange la souris", langs("en", "fr"), new Lang("fr")))
        .contains(new LanguageGuess(new Lang("fr"), false));
    assertThat(guess("The central bank said so", langs("en-GB", "en-US"), new Lang("en-US")))
        .contains(new LanguageGuess(new Lang("en-US"), false));
    assertThat(language("The bank said that nothing would change before the end of the year. ".repeat(10),
        langs("de", "en"), new Lang("de"))).isEqualTo(Lang.EN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "中", "ㅋ", "*a", "`", "[", "![](", "<", "a@", "www.", "http://", "a.", "「", "(", "> ",
      "\u0301", "\uD800", "\u0000", "e\u0301", "𠮷", "a\n\n", "続\n", "'", "a'"})
  void hostileTextIsReadOnceAndNotToTheEnd(String part) {
    String text = part.repeat(100_000);
    assertThat(guess(text)).isEqualTo(guess(text + "これは終わりです"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "ja", "ko", "en"})
  void realNewsAreFoundByTheirBodies(String tag) throws IOException {
    List<NewsTests.Story> stories = stories(tag);
    List<Optional<LanguageGuess>> found = new ArrayList<>();
    for (NewsTests.Story story : stories) {
      found.add(guess(PlainText.toMarkdown(story.paragraphs())));
      String start = story.paragraphs().getFirst() + " " + story.paragraphs().get(1);
      assertThat(language(start)).as(story.id()).isEqualTo(new Lang(tag));
    }
    assertThat(found).containsOnly(Optional.of(new LanguageGuess(new Lang(tag), true)));
  }

  /** Two of the titles in traditional Chinese have no character that simplified Chinese writes in another form. */
  @ParameterizedTest
  @CsvSource({"zh-Hans, 0", "zh-Hant, 2", "ja, 0", "ko, 0", "en, 0"})
  void realNewsAreFoundByTheirTitlesAndNoneIsSureOfAnother(String tag, int undecidable) throws IOException {
    Lang lang = new Lang(tag);
    List<LanguageGuess> others = stories(tag).stream().flatMap(story -> guess(story.title()).stream())
        .filter(guess -> !guess.lang().equals(lang)).toList();
    assertThat(others).hasSize(undecidable).noneMatch(LanguageGuess::sure);
    assertThat(stories(tag)).allSatisfy(story -> assertThat(language(story.title(), Lang.INTERFACE, lang)).isEqualTo(lang));
  }

  private static List<NewsTests.Story> stories(String tag) throws IOException {
    Path file = NEWS.resolve(tag + ".jsonl");
    assumeTrue(Files.isReadable(file), "there is no news at " + file);
    return Files.readAllLines(file).stream()
        .map(line -> JsonMapper.shared().readValue(line, NewsTests.Story.class)).toList();
  }

  private static List<Lang> langs(String... tags) {
    return Stream.of(tags).map(Lang::new).toList();
  }

  private static Lang language(String text, List<Lang> listed, Lang... read) {
    return guess(text, listed, read).orElseThrow().lang();
  }

  private static Lang language(String text) {
    return language(text, Lang.INTERFACE);
  }

  private static Optional<LanguageGuess> guess(String text, List<Lang> listed, Lang... read) {
    return LanguageGuess.of(text, listed, List.of(read));
  }

  private static Optional<LanguageGuess> guess(String text) {
    return guess(text, Lang.INTERFACE);
  }
}
