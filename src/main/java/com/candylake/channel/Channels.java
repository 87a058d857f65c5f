package com.candylake.channel;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.text.InputGate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening channels and changing what they are called. */
@Service
public class Channels {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private final ChannelStore store;
  private final Changes changes;

  Channels(ChannelStore store, Changes changes) {
    this.store = store;
    this.changes = changes;
  }

  @Transactional(readOnly = true)
  public List<Channel> all() {
    return store.all();
  }

  /**
   * Opens a channel, or changes the texts of the one with this slug.
   *
   * @param slug 1 to 40 small Latin letters, digits and single hyphens
   * @param texts at least one; a name has 1 to 30 characters, a description and a disclaimer up to 500
   * @return its id
   */
  @Transactional
  public long put(Viewer viewer, String slug, Map<Lang, Channel.Text> texts) {
    Guard.require(viewer, Act.ADMINISTER);
    if (slug.length() > 40 || !SLUG.matcher(slug).matches()) {
      throw Refusal.invalid("slug", "channel.slug.refused", slug);
    }
    if (texts.isEmpty()) {
      throw Refusal.invalid("name", "input.missing");
    }
    var clean = new HashMap<Lang, Channel.Text>();
    texts.forEach((lang, text) -> clean.put(lang, new Channel.Text(
        InputGate.line("name", text.name(), 1, 30),
        InputGate.line("description", text.description(), 0, 500),
        InputGate.line("disclaimer", text.disclaimer(), 0, 500))));
    long channel = store.find(slug).or(() -> store.insert(slug)).orElseGet(() -> store.find(slug).orElseThrow());
    clean.forEach((lang, text) -> store.put(channel, lang, text));
    changes.channel(channel);
    return channel;
  }
}
