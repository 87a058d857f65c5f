package com.candylake.transfer;

import com.candylake.account.Members;
import com.candylake.article.Articles;
import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.channel.Channel;
import com.candylake.channel.Channels;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.NewItem;
import com.candylake.reply.Replies;
import com.candylake.setting.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings items in from the exchange format. What was read before and has not changed is passed over, so that an import
 * can be stopped and started again, and the same file twice changes nothing.
 */
@Component
public class Imports {
  private final ImportStep step;
  private final Members members;
  private final Channels channels;
  private final Settings settings;

  Imports(ImportStep step, Members members, Channels channels, Settings settings) {
    this.step = step;
    this.members = members;
    this.channels = channels;
    this.settings = settings;
  }

  /**
   * What holds for all items of an import.
   *
   * @param source the name under which the other system's ids are remembered
   * @param author who wrote what names no author
   * @param channel the slug of the channel of articles that name none
   */
  public record Defaults(String source, String author, String channel) {}

  /** What became of one item; texts and replies that were written are counted. */
  public record Outcome(long item, boolean created, int texts, int replies) {
    public boolean unchanged() {
      return texts == 0 && replies == 0;
    }
  }

  /** An import under way: it remembers who is who, and opens channels and enters members that are not there yet. */
  public final class Run {
    private final Viewer viewer;
    private final Defaults defaults;
    private final List<Lang> languages = settings.all().languages();
    private final Map<String, Long> authors = new HashMap<>();
    private final Map<String, Long> slugs = new HashMap<>();

    private Run(Viewer viewer, Defaults defaults) {
      this.viewer = viewer;
      this.defaults = defaults;
      channels.all().forEach(c -> slugs.put(c.slug(), c.id()));
    }

    /** Brings one item in, with everything under it, in one transaction. */
    public Outcome put(ExchangeItem item) {
      for (ExchangeItem.Text text : item.texts()) {
        requireLanguage(text.lang());
      }
      long author = author(item.author());
      NewItem prepared = item.kind() == Kind.ARTICLE
          ? Articles.prepare(new NewArticle(author, channel(item.channel() == null ? defaults.channel() : item.channel()),
              Stage.PUBLISHED, item.publishedAt(),
              item.texts().stream().map(t -> new NewArticle.Text(t.lang(), t.title(), t.body(), t.origin())).toList(),
              item.sources()))
          : Flashes.prepare(new NewFlash(author, item.channel() == null ? null : Long.valueOf(channel(item.channel())),
              Stage.PUBLISHED, item.publishedAt(),
              item.texts().stream().map(t -> new NewFlash.Text(t.lang(), t.body(), t.origin())).toList()));
      return step.put(viewer, defaults.source(), item.id(), prepared, replies(item.replies()));
    }

    private List<ImportStep.PreparedReply> replies(List<ExchangeItem.Reply> replies) {
      var prepared = new ArrayList<ImportStep.PreparedReply>();
      for (ExchangeItem.Reply reply : replies) {
        requireLanguage(reply.lang());
        prepared.add(new ImportStep.PreparedReply(reply.id(), author(reply.author()),
            Replies.text(reply.lang(), reply.body()), reply.publishedAt(), replies(reply.replies())));
      }
      return prepared;
    }

    private void requireLanguage(Lang lang) {
      if (!languages.contains(lang)) {
        throw Refusal.invalid("lang", "transfer.language.refused", lang.tag());
      }
    }

    private long author(@Nullable String name) {
      return authors.computeIfAbsent(name == null ? defaults.author() : name, n -> members.enter(viewer, n, "", null));
    }

    /** A channel that is not there is opened under its slug; the operator gives it names. */
    private long channel(String slug) {
      return slugs.computeIfAbsent(slug,
          s -> channels.put(viewer, s, Map.of(Lang.EN, new Channel.Text(s, "", ""))));
    }
  }

  public Run begin(Viewer viewer, Defaults defaults) {
    return new Run(viewer, defaults);
  }
}
