package com.candylake.web;

import com.candylake.setting.SiteSettings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What browsers asked for in the way of languages and what came of it: a few dozen headers come again and again. */
final class Negotiated {
  private static final int MOST = 2_000;
  private static final int LONGEST = 300;
  private volatile Known known = new Known(null);

  /** As long as the site's languages are those. */
  private record Known(@Nullable SiteSettings site, Cache<Preferences.Asked, Preferences> answers) {
    Known(@Nullable SiteSettings site) {
      this(site, Caffeine.newBuilder().maximumSize(MOST).build());
    }
  }

  Preferences of(HttpServletRequest request, SiteSettings site) {
    var asked = Preferences.Asked.of(request);
    if (asked.header().length() > LONGEST) {
      return Preferences.of(asked, site);
    }
    Known answers = known;
    if (answers.site() != site) {
      answers = new Known(site);
      known = answers;
    }
    return answers.answers().get(asked, a -> Preferences.of(a, site));
  }
}
