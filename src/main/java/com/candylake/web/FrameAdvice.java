package com.candylake.web;

import com.candylake.channel.ChannelMap;
import com.candylake.live.Live;
import com.candylake.locale.Messages;
import com.candylake.locale.Times;
import com.candylake.notify.Unread;
import com.candylake.setting.Site;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Puts the frame around every page. Not by {@code @ModelAttribute}, for which Spring looks at the method anew each time. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FrameAdvice implements HandlerInterceptor, WebMvcConfigurer {
  /** What a page may be told with {@code ?done=}; anything else is passed over. */
  private static final Set<String> DONE = Set.of("languages", "signed-up", "signed-out", "password", "session-ended",
      "sessions-ended", "second-step-off", "passkey-added", "passkey-removed", "confirm-mail",
      "confirmed", "link-sent", "published", "posted", "replied", "edited", "translated",
      "withdrawn", "withdrawn-unconfirmed", "restored", "settings", "channel", "draft-saved",
      "draft-discarded", "draft-restored", "read", "notify");
  /** Read from the query, which is there even if the body was too large to be read. */
  private static final Pattern DONE_IN_QUERY = Pattern.compile("(?:^|&)done=([a-z-]+)(?=&|$)");
  private final Visitor visitor;
  private final Site site;
  private final ChannelMap channels;
  private final Messages messages;
  private final Times times;
  /** Made after this, by the configuration that asks this for its interceptor. */
  private final ObjectProvider<ResourceUrlProvider> assets;
  private final Live live;
  private final Unread unread;
  private final Map<String, String> versioned = new ConcurrentHashMap<>();

  FrameAdvice(Visitor visitor, Site site, ChannelMap channels, Messages messages, Times times,
      ObjectProvider<ResourceUrlProvider> mvcResourceUrlProvider, Live live, Unread unread) {
    this.visitor = visitor;
    this.site = site;
    this.channels = channels;
    this.messages = messages;
    this.times = times;
    this.assets = mvcResourceUrlProvider;
    this.live = live;
    this.unread = unread;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/s/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    request.setAttribute(Frame.class.getName(), frame(request));
    return true;
  }

  @Override
  public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
      @Nullable ModelAndView page) {
    if (page != null && page.hasView()) {
      Frame frame = (Frame) request.getAttribute(Frame.class.getName());
      if (page.isReference()) {
        // after the endpoint: what it has read is no longer unread
        frame.unread(unread.of(frame.viewer()));
      }
      page.addObject("frame", frame);
    }
  }

  Frame frame(HttpServletRequest request) {
    Matcher told = DONE_IN_QUERY.matcher(Objects.requireNonNullElse(request.getQueryString(), ""));
    String done = told.find() ? told.group(1) : null;
    return new Frame(visitor.preferences(request), visitor.signedIn(request).orElse(null), site.now(), channels.all(),
        new Frame.Address(path(request), query(request.getQueryString()),
            done != null && DONE.contains(done) ? done : null,
            // before the endpoint reads what it shows: what happens meanwhile is told twice and not missed
            live.address()),
        messages, times, this::asset, () -> token(request));
  }

  /** The address that was asked for, also on the page that says why it is not shown. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
        ? asked : request.getRequestURI();
  }

  private String asset(String path) {
    return versioned.computeIfAbsent(path, p -> {
      String found = assets.getObject().getForLookupPath(p);
      if (found == null) {
        throw new IllegalArgumentException("no such static file: " + p);
      }
      return found;
    });
  }

  /**
   * Without what only reports that something was done, and without what asks for the page as it is now: nobody wants to
   * come back to that.
   */
  private static @Nullable String query(@Nullable String query) {
    if (query == null) {
      return null;
    }
    String kept = query.replaceAll("(^|&)(?:done|anew)=[^&]*", "").replaceFirst("^&", "");
    return kept.isEmpty() ? null : kept;
  }

  private static Frame.@Nullable Token token(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? new Frame.Token(token.getParameterName(), token.getToken()) : null;
  }
}
