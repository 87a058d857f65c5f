package com.candylake.channel;

import com.candylake.base.Lang;
import com.candylake.base.Problems;
import com.candylake.base.Refusal;
import com.candylake.change.Changes;
import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.setting.Settings;
import com.candylake.text.InputGate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening channels, changing what they are called and their order. Nobody closes one: items stand in it. */
@Service
public class Channels {
  static final int LONGEST_NAME = 30;
  static final int LONGEST_TEXT = 500;
  private static final int LONGEST_SLUG = 40;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  /** Its page for administrators would be the form for a new channel. */
  private static final String RESERVED = "new";
  private final ChannelStore store;
  private final Settings settings;
  private final FormKeys forms;
  private final Changes changes;

  Channels(ChannelStore store, Settings settings, FormKeys forms, Changes changes) {
    this.store = store;
    this.settings = settings;
    this.forms = forms;
    this.changes = changes;
  }

  @Transactional(readOnly = true)
  public List<Channel> all() {
    return store.all(settings.all().languages());
  }

  /** The channel, as whoever may change it sees it. */
  @Transactional(readOnly = true)
  public Channel one(Viewer viewer, String slug) {
    Guard.require(viewer, Act.ADMINISTER);
    return all().stream().filter(c -> c.slug().equals(slug)).findFirst().orElseThrow(Refusal::notFound);
  }

  /**
   * Opens a channel, or changes the texts of the one with this slug; texts in other languages stay.
   *
   * @param slug 1 to 40 small Latin letters, digits and single hyphens
   * @param texts at least one; a name has 1 to 30 characters, a description and a disclaimer up to 500
   * @return its id
   */
  @Transactional
  public long put(Viewer viewer, String slug, Map<Lang, Channel.Text> texts) {
    Guard.require(viewer, Act.ADMINISTER);
    var problems = new Problems();
    problems.check(() -> checkedSlug(slug));
    Map<Lang, Channel.Text> clean = checked(problems, texts, null);
    problems.refuse();
    if (clean.isEmpty()) {
      throw Refusal.invalid("name", "input.missing");
    }
    long channel = store.find(slug).or(() -> store.insert(slug)).orElseGet(() -> store.find(slug).orElseThrow());
    clean.forEach((lang, text) -> store.put(channel, lang, text));
    changes.channel(channel);
    return channel;
  }

  /**
   * Opens a channel at the end of the row.
   *
   * @param formKey of the form that was sent: a second click opens nothing and is no mistake
   * @param texts as for {@link #put}; one whose name is empty is left out, but the site's first language has a name
   */
  @Transactional
  public void open(Viewer viewer, String formKey, String slug, Map<Lang, Channel.Text> texts) {
    Guard.require(viewer, Act.ADMINISTER);
    var problems = new Problems();
    String wanted = problems.check(() -> checkedSlug(slug));
    Map<Lang, Channel.Text> clean = checked(problems, texts, settings.all().firstLanguage());
    if (!problems.none() && wanted != null && store.find(wanted).isPresent()) {
      problems.add("slug", "channel.slug.taken");
    }
    problems.refuse();
    forms.once(viewer, formKey, "channel-" + slug, () -> {
      long channel = store.insert(slug).orElseThrow(() -> Refusal.invalid("slug", "channel.slug.taken"));
      clean.forEach((lang, text) -> store.put(channel, lang, text));
      changes.channel(channel);
      return slug;
    });
  }

  /** Changes what a channel is called and says; the texts as for {@link #open}, those in other languages stay. */
  @Transactional
  public void change(Viewer viewer, String slug, Map<Lang, Channel.Text> texts) {
    Guard.require(viewer, Act.ADMINISTER);
    var problems = new Problems();
    Map<Lang, Channel.Text> clean = checked(problems, texts, settings.all().firstLanguage());
    problems.refuse();
    long channel = store.find(slug).orElseThrow(Refusal::notFound);
    texts.keySet().stream().filter(lang -> !clean.containsKey(lang)).forEach(lang -> store.delete(channel, lang));
    clean.forEach((lang, text) -> store.put(channel, lang, text));
    changes.channel(channel);
  }

  /** Moves a channel by one place, if there is one. */
  @Transactional
  public void move(Viewer viewer, String formKey, String slug, boolean up) {
    Guard.require(viewer, Act.ADMINISTER);
    long channel = store.find(slug).orElseThrow(Refusal::notFound);
    forms.once(viewer, formKey, "move-" + channel + (up ? "-up" : "-down"), () -> {
      List<Long> order = store.order();
      int from = order.indexOf(channel);
      int to = from + (up ? -1 : 1);
      if (to >= 0 && to < order.size()) {
        Collections.swap(order, from, to);
        for (int i = 0; i < order.size(); i++) {
          store.place(order.get(i), i + 1);
        }
        changes.channel(channel);
      }
      return slug;
    });
  }

  private static String checkedSlug(String slug) {
    if (slug.isEmpty()) {
      throw Refusal.invalid("slug", "input.missing");
    }
    if (slug.length() > LONGEST_SLUG) {
      throw Refusal.invalid("slug", "input.too-long", LONGEST_SLUG, slug.length() - LONGEST_SLUG);
    }
    if (!SLUG.matcher(slug).matches()) {
      throw Refusal.invalid("slug", "channel.slug.refused", slug);
    }
    if (slug.equals(RESERVED)) {
      throw Refusal.invalid("slug", "channel.slug.reserved");
    }
    return slug;
  }

  /**
   * The texts as they are kept, without those that are empty.
   *
   * @param first the language that must have a name; null: none must
   */
  private static Map<Lang, Channel.Text> checked(Problems problems, Map<Lang, Channel.Text> texts, @Nullable Lang first) {
    var clean = new LinkedHashMap<Lang, Channel.Text>();
    var languages = new LinkedHashSet<>(texts.keySet());
    if (first != null) {
      languages.add(first);
    }
    for (Lang lang : languages) {
      Channel.Text text = texts.getOrDefault(lang, new Channel.Text("", "", ""));
      String field = "name." + lang;
      String name = problems.check(() -> InputGate.lineOrNone(field, text.name(), LONGEST_NAME));
      String description = problems.check(() -> InputGate.lineOrNone("description." + lang, text.description(), LONGEST_TEXT));
      String disclaimer = problems.check(() -> InputGate.lineOrNone("disclaimer." + lang, text.disclaimer(), LONGEST_TEXT));
      if (name == null || description == null || disclaimer == null) {
        continue;
      }
      if (!name.isEmpty()) {
        clean.put(lang, new Channel.Text(name, description, disclaimer));
      } else if (lang.equals(first)) {
        problems.add(field, "input.missing");
      } else if (!description.isEmpty() || !disclaimer.isEmpty()) {
        problems.add(field, "channel.name.missing");
      }
    }
    return clean;
  }
}
