import com.candylake.base.Lang;
import com.candylake.text.Folds;
import com.candylake.text.Markdown;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills a database that the platform has made with items, as its use cases would have written them: texts, revisions,
 * listing, votes and favourites, and the counters that count them.
 *
 * <p>A hundred items are a block: 8 articles (4 in Chinese, 2 in Japanese, one each in Korean and English; three of them,
 * two Chinese and the Japanese one, with 20 replies), 22 flashes and 70 replies. What a block says follows from the seed and its
 * distance from the newest: the newest pages of a small and a large set say the same.
 */
final class DataSet {
  static final int BLOCK = 100;
  static final int MEMBERS = 2_000;
  private static final int ARTICLES = 8;
  private static final int FLASHES = 22;
  /** Half the time between two blocks of a million items that took five years. */
  private static final long BLOCK_MS = 5L * 365 * 86_400_000 / 10_000;
  private static final int TWELVE_HOURS_MS = 43_200_000;
  private static final String[] ARTICLE_LANGS = {"zh-Hans", "ja", "zh-Hans", "ko", "zh-Hans", "en", "zh-Hans", "ja"};
  private static final String[] FLASH_LANGS = {"zh-Hans", "zh-Hans", "ja", "zh-Hans", "ko", "zh-Hans", "en"};
  /** How many replies the articles have, and the first flashes. */
  private static final int[] REPLIES = {20, 20, 2, 1, 1, 1, 20};
  private static final int FLASH_REPLIES = 5;

  private final Map<String, Corpus> corpora = new LinkedHashMap<>();
  private final long seed;

  DataSet(long seed) {
    this.seed = seed;
    for (String tag : List.of("zh-Hans", "ja", "ko", "en")) {
      corpora.put(tag, new Corpus(tag, seed));
    }
  }

  /** Ids of Chinese articles with 20 replies, spread evenly over a set of so many items. */
  static List<Long> longArticles(int items, int most) {
    int blocks = items / BLOCK;
    var ids = new ArrayList<Long>();
    for (int i = 0; i < Math.min(most, blocks * 2); i++) {
      long block = most >= blocks * 2 ? i / 2 : (long) i * blocks / most;
      // the first and the last Chinese one have twenty replies
      ids.add(block * BLOCK + (i % 2 == 0 ? 1 : 7));
    }
    return ids;
  }

  void fill(Path file, int items) throws SQLException {
    if (items % BLOCK != 0) {
      throw new IllegalArgumentException("items come by the hundred");
    }
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement control = db.createStatement()) {
      // nobody else is there, and a set that is half made is thrown away
      for (String pragma : List.of("journal_mode = off", "synchronous = off", "locking_mode = exclusive",
          "cache_size = -600000", "foreign_keys = off")) {
        control.execute("pragma " + pragma);
      }
      db.setAutoCommit(false);
      people(db);
      try (var rows = new Rows(db)) {
        int blocks = items / BLOCK;
        long now = System.currentTimeMillis() - 60_000;
        for (int block = 0; block < blocks; block++) {
          int fromNewest = blocks - 1 - block;
          block(rows, (long) block * BLOCK, now - fromNewest * BLOCK_MS,
              new SplittableRandom(seed * 1_000_003 + fromNewest));
          if (block % 50 == 49) {
            rows.flush();
            db.commit();
          }
        }
        rows.flush();
      }
      db.commit();
      db.setAutoCommit(true);
      control.execute("pragma journal_mode = wal");
    }
  }

  private void people(Connection db) throws SQLException {
    long then = System.currentTimeMillis() - 6L * 365 * 86_400_000;
    try (var member = db.prepareStatement("insert into member (id, name, name_key, created_at) values (?, ?, ?, ?)");
        var role = db.prepareStatement("insert into member_role (member, role) values (?, 'MEMBER')");
        var channel = db.prepareStatement("insert into channel (id, slug, position) values (?, ?, ?)");
        var text = db.prepareStatement("insert into channel_text (channel, lang, name, description) values (?, ?, ?, ?)")) {
      var dice = new SplittableRandom(seed);
      var names = List.copyOf(corpora.values());
      for (int i = 1; i <= MEMBERS; i++) {
        String name = names.get(i % names.size()).name(dice, i);
        set(member, i, name, Folds.key(name), then);
        set(role, i);
      }
      String[][] channels = {{"news", "要闻", "ニュース", "뉴스", "News"}, {"tech", "科技", "テクノロジー", "기술", "Technology"},
          {"markets", "财经", "経済", "경제", "Markets"}, {"society", "社会", "社会", "사회", "Society"},
          {"culture", "文化", "文化", "문화", "Culture"}, {"science", "科学", "科学", "과학", "Science"},
          {"sport", "体育", "スポーツ", "스포츠", "Sport"}, {"travel", "旅行", "旅", "여행", "Travel"}};
      String[] langs = {"zh-Hans", "ja", "ko", "en"};
      for (int i = 0; i < channels.length; i++) {
        set(channel, i + 1, channels[i][0], i + 1);
        for (int j = 0; j < langs.length; j++) {
          set(text, i + 1, langs[j], channels[i][j + 1], "");
        }
      }
      for (PreparedStatement each : List.of(member, role, channel, text)) {
        each.executeBatch();
      }
    }
    db.commit();
  }

  /** One item while it is made. */
  private record Made(long id, int kind, String lang, long author, long channel, long at, long root, long parent,
      long thread, int replies) {}

  private void block(Rows rows, long before, long end, SplittableRandom dice) throws SQLException {
    long id = before;
    long at = end - BLOCK_MS;
    long step = BLOCK_MS / (BLOCK + 1);
    var roots = new ArrayList<Made>();
    for (int i = 0; i < ARTICLES + FLASHES; i++) {
      boolean article = i < ARTICLES;
      int replies = article ? i < REPLIES.length ? REPLIES[i] : 0 : i < ARTICLES + FLASH_REPLIES ? 1 : 0;
      String lang = article ? ARTICLE_LANGS[i] : FLASH_LANGS[i % FLASH_LANGS.length];
      var made = new Made(++id, article ? 1 : 2, lang, dice.nextInt(1, MEMBERS + 1), dice.nextInt(1, 9), at += step,
          0, 0, 0, replies);
      roots.add(made);
      item(rows, made, dice);
    }
    for (Made root : roots) {
      var under = new ArrayList<Made>();
      for (int i = 0; i < root.replies(); i++) {
        Made above = i > 2 && dice.nextInt(3) == 0 ? under.get(dice.nextInt(under.size())) : null;
        long thread = above == null ? 0 : above.thread() == 0 ? above.id() : above.thread();
        var reply = new Made(++id, 3, root.lang(), dice.nextInt(1, MEMBERS + 1), root.channel(), at += step, root.id(),
            above == null ? root.id() : above.id(), thread, 0);
        under.add(reply);
        item(rows, reply, dice);
      }
    }
    if (id != before + BLOCK) {
      throw new IllegalStateException("a block of " + (id - before));
    }
  }

  private void item(Rows rows, Made made, SplittableRandom dice) throws SQLException {
    Corpus corpus = corpora.get(made.lang());
    int votes = switch (made.kind()) {
      case 1 -> dice.nextInt(12);
      case 2 -> dice.nextInt(4);
      default -> dice.nextInt(2);
    };
    int support = 0;
    for (int i = 0; i < votes; i++) {
      int value = dice.nextInt(5) == 0 ? -1 : 1;
      support += value > 0 ? 1 : 0;
      // different people, neither of them the author
      set(rows.vote, made.id(), (made.author() + 7L * (i + 1)) % MEMBERS + 1, value, made.at() + 1_000);
    }
    int favourites = made.kind() == 3 ? 0 : dice.nextInt(made.kind() == 1 ? 4 : 2);
    for (int i = 0; i < favourites; i++) {
      set(rows.favourite, made.id(), (made.author() + 11L * (i + 1)) % MEMBERS + 1, made.at() + 2_000);
    }
    int score = support - (votes - support) + made.replies();
    long hot = made.at() + (long) Math.floor(TWELVE_HOURS_MS * Math.signum((double) score)
        * Math.log10(1 + Math.abs(score)));
    Long root = made.root() == 0 ? null : made.root();
    set(rows.item, made.id(), made.kind(), made.author(), made.channel(), made.lang(), root,
        made.root() == 0 ? null : made.parent(), made.thread() == 0 ? null : made.thread(), made.at(), made.at(), support,
        votes - support, made.replies(), favourites, hot);
    text(rows, made, corpus, hot, dice, true);
    if (made.kind() == 1) {
      if (made.id() % BLOCK == 3) {
        text(rows, made, corpora.get("ko"), hot, dice, false);
      }
      if (dice.nextInt(3) == 0) {
        set(rows.source, made.id(), 1, "Annual report", "Statistics office", "https://example.org/" + made.id(), "");
      }
    }
    if (made.kind() < 3) {
      set(rows.view, made.id(), dice.nextInt(3, 4_000));
    }
  }

  private static void text(Rows rows, Made made, Corpus corpus, long hot, SplittableRandom dice, boolean original)
      throws SQLException {
    Corpus.Text text = switch (made.kind()) {
      case 1 -> corpus.article(dice);
      case 2 -> corpus.flash(dice);
      default -> corpus.reply(dice);
    };
    Lang lang = corpus.lang;
    String origin = original ? "AUTHOR" : "TRANSLATOR";
    Integer of = original ? null : 1;
    set(rows.text, made.id(), lang.tag(), text.title(), text.excerpt(), origin, of, text.seconds(), Markdown.VERSION,
        made.at(), text.html());
    set(rows.revision, made.id(), lang.tag(), made.at(), made.author(), origin, of, text.title(), text.markdown());
    boolean reply = made.kind() == 3;
    set(rows.listing, made.id(), lang.tag(), made.kind(), made.channel(), made.author(), reply ? made.root() : null,
        !reply ? null : made.thread() == 0 ? made.id() : made.thread(), made.at(), hot);
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  /** The statements, whose rows go to the database together. */
  private static final class Rows implements AutoCloseable {
    private final List<PreparedStatement> all = new ArrayList<>();
    private final Connection db;
    final PreparedStatement item;
    final PreparedStatement text;
    final PreparedStatement revision;
    final PreparedStatement listing;
    final PreparedStatement vote;
    final PreparedStatement favourite;
    final PreparedStatement view;
    final PreparedStatement source;

    Rows(Connection db) throws SQLException {
      this.db = db;
      item = of("""
          insert into item (id, kind, author, channel, lang, stage, root, parent, thread, created_at, published_at,
            support, oppose, replies, favourites, hot) values (?, ?, ?, ?, ?, 'PUBLISHED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
      text = of("""
          insert into item_text (item, lang, title, excerpt, origin, revision, of_revision, reading_seconds,
            render_version, updated_at, html) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)""");
      revision = of("""
          insert into item_revision (item, lang, revision, at, by, origin, of_revision, title, markdown, shown)
          values (?, ?, 1, ?, ?, ?, ?, ?, ?, 1)""");
      listing = of("""
          insert into listing (item, lang, machine, kind, channel, author, root, thread, published_at, hot)
          values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)""");
      vote = of("insert into vote (item, member, value, at) values (?, ?, ?, ?)");
      favourite = of("insert into favourite (item, member, at) values (?, ?, ?)");
      view = of("insert into item_view (item, views) values (?, ?)");
      source = of("""
          insert into item_source (item, position, title, publisher, url, accessed) values (?, ?, ?, ?, ?, ?)""");
    }

    private PreparedStatement of(String sql) throws SQLException {
      PreparedStatement statement = db.prepareStatement(sql);
      all.add(statement);
      return statement;
    }

    void flush() throws SQLException {
      for (PreparedStatement each : all) {
        each.executeBatch();
      }
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement each : all) {
        each.close();
      }
    }
  }
}
