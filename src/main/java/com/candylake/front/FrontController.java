package com.candylake.front;

import com.candylake.account.Member;
import com.candylake.account.Members;
import com.candylake.base.Key;
import com.candylake.base.Moved;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.cache.Keepable;
import com.candylake.card.ListQuery;
import com.candylake.card.Lists;
import com.candylake.card.Sort;
import com.candylake.channel.Channel;
import com.candylake.channel.ChannelMap;
import com.candylake.follow.Subject;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The site's lists. Home and channels cost two queries, an author three, one's favourites two, one's own items one,
 * whatever they show and whoever looks.
 */
@Controller
class FrontController {
  private static final int ARTICLES = 20;
  private static final int FLASHES = 10;
  private static final int OWN = 30;
  private final Lists lists;
  private final ChannelMap channels;
  private final Members members;

  FrontController(Lists lists, ChannelMap channels, Members members) {
    this.lists = lists;
    this.channels = channels;
    this.members = members;
  }

  @Keepable
  @GetMapping("/")
  ModelAndView home(Viewer viewer, Reads reads, @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String after) {
    return page("front/home", viewer, reads, ListQuery.all(Kind.ARTICLE).by(Sort.asked(sort)), ListQuery.all(Kind.FLASH),
        after, null, null);
  }

  @Keepable
  @GetMapping("/c")
  ModelAndView channels(Viewer viewer) {
    Guard.require(viewer, Act.BROWSE);
    return new ModelAndView("front/channels", "channels", channels.all());
  }

  @Keepable
  @GetMapping("/c/{slug}")
  ModelAndView channel(Viewer viewer, Reads reads, @PathVariable String slug,
      @RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable String after) {
    Channel channel = channels.bySlug(slug).orElseThrow(Refusal::notFound);
    return page("front/channel", viewer, reads, ListQuery.channel(Kind.ARTICLE, channel.id()).by(Sort.asked(sort)),
        ListQuery.channel(Kind.FLASH, channel.id()), after, channel, null);
  }

  @Keepable
  @GetMapping("/u/{name}")
  ModelAndView author(Viewer viewer, Reads reads, @PathVariable String name,
      @RequestParam(required = false) @Nullable String after) {
    Member author = members.named(viewer, name);
    if (!author.name().equals(name)) {
      throw new Moved(Addresses.member(author.name()));
    }
    return page("front/author", viewer, reads, ListQuery.author(Kind.ARTICLE, author.id()),
        ListQuery.author(Kind.FLASH, author.id()), after, null, author);
  }

  @GetMapping("/favourites")
  ModelAndView favourites(Viewer viewer, Reads reads, @RequestParam(required = false) @Nullable String after) {
    return new ModelAndView("front/favourites", "page", lists.favourites(viewer, reads, Key.asked(after), ARTICLES))
        .addObject("continued", after != null);
  }

  @GetMapping("/mine")
  ModelAndView mine(Viewer viewer, @RequestParam(required = false) @Nullable String after) {
    return new ModelAndView("front/mine", "page", lists.own(viewer, Key.asked(after), OWN))
        .addObject("continued", after != null);
  }

  private ModelAndView page(String template, Viewer viewer, Reads reads, ListQuery articles, ListQuery flashes,
      @Nullable String after, @Nullable Channel channel, @Nullable Member author) {
    Subject about = channel != null ? Subject.channel(channel.id()) : author != null ? Subject.author(author.id()) : null;
    Lists.Leaves both = lists.pages(viewer, reads, about, new Lists.Stretch(articles, Key.asked(after), ARTICLES),
        new Lists.Stretch(flashes, null, FLASHES));
    return new ModelAndView(template, "page", new ListPage(both.pages().getFirst(), both.pages().getLast().items(),
        after != null, articles.sort(), channel, author, both.followed()));
  }
}
