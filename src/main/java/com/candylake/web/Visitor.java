package com.candylake.web;

import com.candylake.base.Reads;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives endpoints who is looking ({@link Viewer}) and what they read ({@link Reads}). */
@Component
class Visitor implements HandlerMethodArgumentResolver {
  private final Site site;

  Visitor(Site site) {
    this.site = site;
  }

  Preferences preferences(HttpServletRequest request) {
    if (request.getAttribute(Preferences.class.getName()) instanceof Preferences known) {
      return known;
    }
    Preferences preferences = Preferences.of(request, site.now());
    request.setAttribute(Preferences.class.getName(), preferences);
    return preferences;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Viewer.class || parameter.getParameterType() == Reads.class;
  }

  @Override
  public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model,
      NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
    if (parameter.getParameterType() == Viewer.class) {
      return Viewer.ANONYMOUS;
    }
    return preferences(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class))).reads();
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
