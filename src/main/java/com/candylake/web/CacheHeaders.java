package com.candylake.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Pages may be kept but are asked for again each time, and differ by language; a page with a form is not kept at all.
 * Static files carry their content's hash in the address and say for themselves how long they last.
 */
@Configuration(proxyBeanMethods = false)
class CacheHeaders implements HandlerInterceptor, WebMvcConfigurer {
  private final Visitor visitor;

  CacheHeaders(Visitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/s/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    // what a member gets holds forms and their own votes
    response.setHeader(HttpHeaders.CACHE_CONTROL, visitor.signedIn(request).isPresent() ? "no-store" : "no-cache");
    response.setHeader(HttpHeaders.VARY, "Accept-Language, Cookie");
    return true;
  }
}
