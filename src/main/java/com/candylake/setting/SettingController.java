package com.candylake.setting;

import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The settings, in the browser. */
@Controller
class SettingController {
  /** Between the tags of further languages; people who write Chinese or Japanese need not change their keyboard. */
  private static final Pattern BETWEEN_TAGS = Pattern.compile("[\\s,;，；、]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private final Settings settings;
  private final Site site;

  SettingController(Settings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  @GetMapping("/admin/settings")
  ModelAndView look(Viewer viewer) {
    return new ModelAndView("setting/settings", "page", SettingPage.of(settings.values(viewer)));
  }

  @PostMapping("/admin/settings")
  @Limited(Limit.CHANGE)
  ModelAndView change(Viewer viewer, @RequestParam MultiValueMap<String, String> fields) {
    Map<Setting.Place, Settings.Value> values = settings.values(viewer);
    var typed = new LinkedHashMap<Setting.Place, String>();
    // what is locked is passed over: the form does not send it
    values.forEach((place, value) -> {
      String text = fields.getFirst(place.field());
      if (!value.locked() && text != null) {
        typed.put(place, place.setting() == Setting.LANGUAGES ? languages(fields, text) : text);
      }
    });
    try {
      settings.set(viewer, typed);
    } catch (Refused refused) {
      return SeeOther.again("setting/settings", SettingPage.again(values, fields, refused.problems()));
    }
    site.rebuild();
    return SeeOther.done("/admin/settings", "settings");
  }

  /** The ticked ones by their places, in the order of the form where these are the same; then the typed ones. */
  private static String languages(MultiValueMap<String, String> fields, String more) {
    var tags = new ArrayList<>(fields.getOrDefault(SettingPage.TICKED, List.of()));
    tags.sort(Comparator.comparingInt(tag -> {
      String place = fields.getFirst(SettingPage.PLACE + tag);
      return place != null && NUMBER.matcher(place).matches() ? Integer.parseInt(place) : Integer.MAX_VALUE;
    }));
    Arrays.stream(BETWEEN_TAGS.split(more)).filter(tag -> !tag.isEmpty()).forEach(tags::add);
    return String.join(",", tags);
  }
}
