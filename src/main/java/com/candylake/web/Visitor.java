package com.candylake.web;

import com.candylake.account.SessionCache;
import com.candylake.account.Sessions;
import com.candylake.account.SignedIn;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import com.candylake.view.Visit;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/**
 * Gives endpoints who is looking ({@link Viewer}), what they read ({@link Reads}), the
 * language of the interface ({@link Lang}) and how the request counts
 * ({@link Visit}).
 */
@Component
class Visitor implements HandlerMethodArgumentResolver {
  private static final String SIGNED_IN = SignedIn.class.getName();
  private static final Set<Class<?>> ARGUMENTS = Set.of(Viewer.class, Reads.class, Lang.class, Visit.class);
  private final Site site;
  private final SessionCache sessions;
  private final Visits visits;
  private final Negotiated negotiated = new Negotiated();

  Visitor(Site site, SessionCache sessions, Visits visits) {
    this.site = site;
    this.sessions = sessions;
    this.visits = visits;
  }

  /** Who has signed in; empty for everybody else. Asked once for a request. */
  Optional<SignedIn> signedIn(HttpServletRequest request) {
    if (request.getAttribute(SIGNED_IN) instanceof Optional<?> known) {
      return known.map(SignedIn.class::cast);
    }
    // first, so that the page that says that the database is away does not ask it again
    request.setAttribute(SIGNED_IN, Optional.empty());
    Optional<SignedIn> who = session(request).flatMap(sessions::find);
    request.setAttribute(SIGNED_IN, who);
    return who;
  }

  /** Whether somebody who may have signed in asks; false says for certain that nobody has. */
  static boolean hasSession(HttpServletRequest request) {
    return session(request).isPresent();
  }

  private static Optional<String> session(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, Sessions.COOKIE)).map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  Preferences preferences(HttpServletRequest request) {
    if (request.getAttribute(Preferences.class.getName()) instanceof Preferences known) {
      return known;
    }
    Preferences preferences = negotiated.of(request, site.now());
    request.setAttribute(Preferences.class.getName(), preferences);
    return preferences;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return ARGUMENTS.contains(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model,
      NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
    var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    Class<?> type = parameter.getParameterType();
    if (type == Reads.class) {
      return preferences(http).reads();
    }
    if (type == Lang.class) {
      return preferences(http).ui();
    }
    Viewer viewer = signedIn(http).map(SignedIn::viewer).orElse(Viewer.ANONYMOUS);
    return type == Visit.class ? visits.of(http, viewer) : viewer;
  }

  @Configuration(proxyBeanMethods = false)
  static class Resolvers implements WebMvcConfigurer {
    private final Visitor visitor;

    Resolvers(Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
      resolvers.add(visitor);
    }
  }
}
