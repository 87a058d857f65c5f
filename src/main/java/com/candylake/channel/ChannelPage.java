package com.candylake.channel;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import java.util.List;
import java.util.Map;

/**
 * What the form for one channel shows.
 *
 * @param slug as it was typed for a new channel; that of a channel that is there does not change
 * @param opened whether the channel is there
 * @param languages those that have a text, the one that must have a name first
 */
public record ChannelPage(String slug, boolean opened, List<Lang> languages, Map<Lang, Channel.Text> texts,
    List<Refusal.Problem> problems) {
  public String path() {
    return Channel.path(slug);
  }

  public Channel.Text text(Lang lang) {
    return texts.getOrDefault(lang, new Channel.Text("", "", ""));
  }

  public boolean needsName(Lang lang) {
    return lang.equals(languages.getFirst());
  }

  public int longestText() {
    return Channels.LONGEST_TEXT;
  }
}
