package com.candylake.notify;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.locale.Zones;
import com.candylake.mail.MailProperties;
import com.candylake.setting.Site;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What one wants to be told, and when by mail. */
@Controller
class WishController {
  private static final String FORM = "notify/wishes";
  private final Wishes wishes;
  private final Zones zones;
  private final Site site;
  private final MailProperties mail;

  WishController(Wishes wishes, Zones zones, Site site, MailProperties mail) {
    this.wishes = wishes;
    this.zones = zones;
    this.site = site;
    this.mail = mail;
  }

  @GetMapping("/account/notifications")
  ModelAndView look(Viewer viewer, Lang ui) {
    Wish wish = wishes.of(viewer);
    Set<String> wanted = Arrays.stream(Reason.values()).filter(wish::wants).map(Reason::name).collect(Collectors.toSet());
    return new ModelAndView(FORM, "page", page(wish, ui, wanted, wish.rhythm().name(),
        Objects.requireNonNullElse(wish.zone(), site.now().zone().getId()), Objects.requireNonNullElse(wish.lang(), ui.tag()),
        List.of()));
  }

  @PostMapping("/account/notifications")
  @Limited(Limit.CHANGE)
  ModelAndView put(Viewer viewer, Lang ui, @RequestParam(defaultValue = "") List<String> told,
      @RequestParam(defaultValue = "") String rhythm, @RequestParam(defaultValue = "") String zone,
      @RequestParam(defaultValue = "") String lang) {
    try {
      wishes.put(viewer, told, rhythm, zone, lang);
    } catch (Refused refused) {
      if (refused.problems().isEmpty()) {
        throw refused;
      }
      return SeeOther.again(FORM, page(wishes.of(viewer), ui, new HashSet<>(told), rhythm, zone, lang, refused.problems()));
    }
    return SeeOther.done("/account/notifications", "notify");
  }

  private WishPage page(Wish wish, Lang ui, Set<String> wanted, String rhythm, String zone, String lang,
      List<Refusal.Problem> problems) {
    return new WishPage(wanted, rhythm, zone, lang, zones.all(ui), mail.isConfigured(), wish.confirmed(), problems);
  }
}
