package com.candylake.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps which route a request was for: where an endpoint breaks, the error page's own route takes its place. */
@Configuration(proxyBeanMethods = false)
class Routes implements HandlerInterceptor, WebMvcConfigurer {
  private static final String ROUTE = Routes.class.getName();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      request.setAttribute(ROUTE, request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
    return true;
  }

  /**
   * The pattern, or null if the request reached none. Whoever answers before Spring does says so in Spring's own attribute,
   * {@link HandlerMapping#BEST_MATCHING_PATTERN_ATTRIBUTE}.
   */
  static @Nullable String of(ServletRequest request) {
    Object route = request.getAttribute(ROUTE);
    if (route == null && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
      route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }
    return Objects.toString(route, null);
  }
}
