package com.candylake.testkit;

import com.candylake.article.Articles;
import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.channel.ChannelMap;
import com.candylake.channel.Channels;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import com.candylake.reply.Replies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** Things to read for one test, written through the use cases. */
@TestComponent
public class Desk {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  @Autowired private Articles articles;
  @Autowired private Flashes flashes;
  @Autowired private Replies replies;
  @Autowired private Channels channels;
  @Autowired private ChannelMap map;

  /** A new channel with a slug of its own, named like it. */
  public Channel channel() {
    String slug = "desk-" + NUMBER.incrementAndGet();
    var texts = Map.of(Lang.EN, new Channel.Text(slug, "About " + slug, ""),
        Lang.JA, new Channel.Text("デスク" + slug, "", ""));
    long id = channels.put(Viewer.CONSOLE, slug, texts);
    // other nodes hear of it through the change log, a moment later; here it is the node that serves
    map.rebuild();
    return new Channel(id, slug, texts);
  }

  public static NewArticle.Text text(Lang lang, String title, String body) {
    return new NewArticle.Text(lang, title, body, TextOrigin.TRANSLATOR);
  }

  /** An article of the author's own, published now; the original first. */
  public long article(Viewer author, Channel channel, NewArticle.Text... texts) {
    return article(author, channel, Stage.PUBLISHED, null, texts);
  }

  /** @param at null: now; else as an import writes it */
  public long article(Viewer author, Channel channel, Stage stage, @Nullable Instant at, NewArticle.Text... texts) {
    List<NewArticle.Text> all = texts.length > 0 ? Arrays.asList(texts)
        : List.of(text(Lang.EN, "Title " + NUMBER.incrementAndGet(), "Body."));
    return articles.write(at == null ? author : Viewer.CONSOLE,
        new NewArticle(People.id(author), channel.id(), stage, at, all, List.<Source>of()));
  }

  public long flash(Viewer author, Lang lang, String body) {
    return flash(author, null, Map.of(lang, body));
  }

  public long flash(Viewer author, @Nullable Instant at, Map<Lang, String> bodies) {
    var texts = new ArrayList<NewFlash.Text>();
    bodies.forEach((lang, body) -> texts.add(new NewFlash.Text(lang, body, TextOrigin.TRANSLATOR)));
    return flashes.write(at == null ? author : Viewer.CONSOLE,
        new NewFlash(People.id(author), null, Stage.PUBLISHED, at, texts));
  }

  public long reply(Viewer author, long parent, Lang lang, String body) {
    return replies.write(author, People.id(author), parent, lang, body, null);
  }
}
