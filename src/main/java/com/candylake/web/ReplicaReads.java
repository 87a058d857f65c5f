package com.candylake.web;

import com.candylake.database.Readers;
import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/**
 * With a replica: pages may be read from it, forms are handled on the primary, and so are, for ten seconds, the pages of a
 * browser that has written something, by a cookie that says so to whatever node it comes to (ADR 26).
 */
@Configuration(proxyBeanMethods = false)
class ReplicaReads implements HandlerInterceptor, WebMvcConfigurer {
  static final String COOKIE = "wrote";
  private static final Duration FRESH = Duration.ofSeconds(10);
  private final Readers readers;
  private final Visitor visitor;
  private final Site site;

  ReplicaReads(Readers readers, Visitor visitor, Site site) {
    this.readers = readers;
    this.visitor = visitor;
    this.site = site;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    if (readers.hasReplica()) {
      // health is the primary's; before pages are looked for in the cache, where it matters from where they would be read
      registry.addInterceptor(this).excludePathPatterns("/s/**", "/health").order(Ordered.HIGHEST_PRECEDENCE);
    }
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    // before, and so on the primary: a session that the replica still has, or does not have yet, is neither
    visitor.signedIn(request);
    boolean get = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    boolean fresh = WebUtils.getCookie(request, COOKIE) != null;
    readers.begin(get, fresh, () -> response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, "1").path("/")
        .maxAge(FRESH).httpOnly(true).sameSite("Lax").secure(site.now().isSecure()).build().toString()));
    return true;
  }

  @Override
  public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
      @Nullable Exception failure) {
    readers.over();
  }
}
