package com.candylake.web;

import com.candylake.cache.CachedPage;
import com.candylake.cache.Keepable;
import com.candylake.cache.PageCache;
import com.candylake.cache.PageKey;
import com.candylake.cache.Rendering;
import com.candylake.guard.Viewer;
import com.candylake.view.Readings;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Answers readers who are not signed in from the {@link PageCache}: as a filter before the security chain, where the page
 * is there; where it is not, as an interceptor of the endpoints that are {@link Keepable}, so that one request makes it
 * for all that come meanwhile. {@link Templates} hands over what was made.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
@ConditionalOnWebApplication
class CachedPages extends HttpFilter implements HandlerInterceptor, WebMvcConfigurer {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> STATUSES = Set.of(HttpServletResponse.SC_OK, HttpServletResponse.SC_GONE, 451);
  private final transient Map<Method, Optional<Set<String>>> parameters = new ConcurrentHashMap<>();
  private final transient PageCache cache;
  private final transient Visitor visitor;
  private final transient Visits visits;
  private final transient Readings readings;

  CachedPages(PageCache cache, Visitor visitor, Visits visits, Readings readings) {
    this.cache = cache;
    this.visitor = visitor;
    this.visits = visits;
    this.readings = readings;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean get = request.getMethod().equals("GET");
    if ((get || request.getMethod().equals("HEAD")) && !Visitor.hasSession(request)) {
      CachedPage page = cache.find(key(request));
      if (page != null) {
        if (get && page.counted() != 0) {
          readings.note(visits.of(request, Viewer.ANONYMOUS), page.counted());
        }
        // for whoever counts requests: Spring is not reached
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, page.route());
        send(page, request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/s/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException, InterruptedException {
    if (!request.getMethod().equals("GET") || !(handler instanceof HandlerMethod endpoint)) {
      return true;
    }
    Optional<Set<String>> declared = parameters.computeIfAbsent(endpoint.getMethod(), m -> parameters(endpoint));
    if (declared.isEmpty()) {
      return true;
    }
    // other parameters may mean something that the key does not know
    if (Visitor.hasSession(request) || request.getQueryString() != null
        && !declared.get().containsAll(Collections.list(request.getParameterNames()))) {
      cache.passedBy();
      return true;
    }
    Rendering rendering = cache.begin(key(request));
    CachedPage made = rendering.page();
    if (made == null) {
      request.setAttribute(Rendering.class.getName(), rendering);
      return true;
    }
    if (made.counted() != 0) {
      readings.note(visits.of(request, Viewer.ANONYMOUS), made.counted());
    }
    send(made, request, response);
    return false;
  }

  @Override
  public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
      @Nullable Exception failure) {
    Rendering rendering = rendering(request);
    if (rendering != null) {
      rendering.close();
    }
  }

  /** Takes what was rendered, if it is for everybody; false: it is for this reader, and not sent. */
  boolean keep(Utf8ByteOutput page, Frame frame, HttpServletRequest request, HttpServletResponse response) throws IOException {
    Rendering rendering = rendering(request);
    if (rendering == null || frame.hasForm() || frame.member() != null || !STATUSES.contains(response.getStatus())
        || response.getHeader(HttpHeaders.SET_COOKIE) != null) {
      return false;
    }
    String route = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    send(rendering.keep(route, response.getStatus(), frame.ui().locale(), response.getHeader(HttpHeaders.LINK),
        page.toByteArray()), request, response);
    return true;
  }

  /** What has been kept of a page that cannot be made now; null: nothing that can be shown. */
  @Nullable CachedPage old(HttpServletRequest request) {
    Rendering rendering = rendering(request);
    return rendering == null ? null : cache.findOld(rendering.key());
  }

  private static @Nullable Rendering rendering(HttpServletRequest request) {
    return request.getAttribute(Rendering.class.getName()) instanceof Rendering rendering ? rendering : null;
  }

  private PageKey key(HttpServletRequest request) {
    Preferences preferences = visitor.preferences(request);
    return new PageKey(request.getRequestURI(), request.getQueryString(), preferences.ui(), preferences.reads());
  }

  /** The names of the parameters that an endpoint declares; empty if its pages are not kept. */
  private static Optional<Set<String>> parameters(HandlerMethod endpoint) {
    return !endpoint.hasMethodAnnotation(Keepable.class) ? Optional.empty()
        : Optional.of(Arrays.stream(endpoint.getMethodParameters())
            .filter(p -> p.hasParameterAnnotation(RequestParam.class))
            .map(p -> {
              String named = Objects.requireNonNull(p.getParameterAnnotation(RequestParam.class)).name();
              return named.isEmpty() ? Objects.requireNonNull(p.getParameter().getName()) : named;
            })
            .collect(Collectors.toUnmodifiableSet()));
  }

  void send(CachedPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    CachedPage.Encoding encoding =
        CachedPage.best(AcceptEncoding.accepts(accepted, "br"), AcceptEncoding.accepts(accepted, "gzip"));
    String etag = page.etag(encoding);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.VARY, "Accept-Language, Cookie, Accept-Encoding");
    response.setHeader(HttpHeaders.ETAG, etag);
    if (page.status() == HttpServletResponse.SC_OK && matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setStatus(page.status());
    response.setContentType("text/html;charset=utf-8");
    // Content-Language; the dispatcher may have put there what the browser asked for
    response.setLocale(page.language());
    if (page.link() != null) {
      response.setHeader(HttpHeaders.LINK, page.link());
    }
    byte[] bytes = page.bytes(encoding);
    if (encoding != CachedPage.Encoding.IDENTITY) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, encoding.name().toLowerCase(Locale.ROOT));
    }
    response.setContentLength(bytes.length);
    Turns.over(request);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
  }

  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    return ifNoneMatch != null && (ifNoneMatch.equals(etag) || ifNoneMatch.strip().equals("*")
        || Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
            .anyMatch(t -> t.equals(etag) || t.equals("W/" + etag)));
  }
}
