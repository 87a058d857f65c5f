package com.candylake.channel;

import com.candylake.base.Lang;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The channels, in the browser of whoever administers them. */
@Controller
class ChannelController {
  private static final String LIST = "/admin/channels";
  private final Channels channels;
  private final ChannelMap map;
  private final Site site;

  ChannelController(Channels channels, ChannelMap map, Site site) {
    this.channels = channels;
    this.map = map;
    this.site = site;
  }

  @GetMapping(LIST)
  ModelAndView list(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return new ModelAndView("channel/channels", "channels", map.all());
  }

  @GetMapping(LIST + "/new")
  ModelAndView askForNew(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return new ModelAndView("channel/channel", "page", new ChannelPage("", false, languages(), Map.of(), List.of()));
  }

  @PostMapping(LIST + "/new")
  @Limited(Limit.CHANGE)
  ModelAndView open(Viewer viewer, @RequestParam MultiValueMap<String, String> fields,
      @RequestParam(defaultValue = "") String slug, @RequestParam(name = "form_key", defaultValue = "") String formKey) {
    Map<Lang, Channel.Text> texts = texts(fields);
    try {
      channels.open(viewer, formKey, slug.strip(), texts);
    } catch (Refused refused) {
      return SeeOther.again("channel/channel", new ChannelPage(slug, false, languages(), texts, refused.problems()));
    }
    map.rebuild();
    return SeeOther.done(LIST, "channel");
  }

  @GetMapping(LIST + "/{slug}")
  ModelAndView look(Viewer viewer, @PathVariable String slug) {
    Channel channel = channels.one(viewer, slug);
    return new ModelAndView("channel/channel", "page",
        new ChannelPage(slug, true, languages(), channel.texts(), List.of()));
  }

  @PostMapping(LIST + "/{slug}")
  @Limited(Limit.CHANGE)
  ModelAndView change(Viewer viewer, @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields) {
    channels.one(viewer, slug);
    Map<Lang, Channel.Text> texts = texts(fields);
    try {
      channels.change(viewer, slug, texts);
    } catch (Refused refused) {
      return SeeOther.again("channel/channel", new ChannelPage(slug, true, languages(), texts, refused.problems()));
    }
    map.rebuild();
    return SeeOther.done(LIST, "channel");
  }

  @PostMapping(LIST + "/{slug}/move")
  @Limited(Limit.CHANGE)
  ModelAndView move(Viewer viewer, @PathVariable String slug, @RequestParam(defaultValue = "") String to,
      @RequestParam(name = "form_key", defaultValue = "") String formKey) {
    channels.move(viewer, formKey, slug, !to.equals("down"));
    map.rebuild();
    return SeeOther.to(LIST + "#c-" + slug);
  }

  /** The site's first language, which stands in for the others, and those of the interface: navigation speaks no more. */
  private List<Lang> languages() {
    var languages = new LinkedHashSet<Lang>();
    languages.add(site.now().firstLanguage());
    languages.addAll(Lang.INTERFACE);
    return List.copyOf(languages);
  }

  private Map<Lang, Channel.Text> texts(MultiValueMap<String, String> fields) {
    var texts = new LinkedHashMap<Lang, Channel.Text>();
    for (Lang lang : languages()) {
      if (fields.containsKey("name." + lang)) {
        texts.put(lang, new Channel.Text(field(fields, "name." + lang), field(fields, "description." + lang),
            field(fields, "disclaimer." + lang)));
      }
    }
    return texts;
  }

  private static String field(MultiValueMap<String, String> fields, String name) {
    return Objects.requireNonNullElse(fields.getFirst(name), "");
  }
}
