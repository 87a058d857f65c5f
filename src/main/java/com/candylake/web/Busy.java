package com.candylake.web;

import com.candylake.base.Lang;
import com.candylake.locale.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * The answer to whoever comes when too much is asked for: rendered once for each language, since saying no must cost next to
 * nothing then.
 */
@Component
@ConditionalOnWebApplication
class Busy {
  private static final Duration LATER = Duration.ofSeconds(5);
  private final Map<Lang, byte[]> pages = new ConcurrentHashMap<>();
  private final Visitor visitor;
  private final Messages messages;
  private final Templates templates;
  /** Not there yet when filters are made. */
  private final ObjectProvider<ResourceUrlProvider> assets;

  Busy(Visitor visitor, Messages messages, Templates templates, ObjectProvider<ResourceUrlProvider> assets) {
    this.visitor = visitor;
    this.messages = messages;
    this.templates = templates;
    this.assets = assets;
  }

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Lang ui = visitor.preferences(request).ui();
    byte[] page = pages.computeIfAbsent(ui, this::page);
    SecurityHeaders.write(response);
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LATER.toSeconds()));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentType("text/html;charset=utf-8");
    response.setLocale(ui.locale());
    response.setContentLength(page.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(page);
    }
  }

  private byte[] page(Lang ui) {
    String style = Objects.requireNonNull(assets.getObject().getForLookupPath("/s/candylake.css"));
    return templates.render("web/busy", Map.of("lang", ui.tag(), "style", style,
        "title", messages.text(ui, "error.unavailable.title"), "text", messages.text(ui, "error.unavailable.text"),
        "again", messages.text(ui, "live.page.reload")));
  }
}
