package com.candylake.web;

import com.candylake.account.SignedIn;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limited;
import com.candylake.limit.Limits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts what is {@link Limited}: for members by who they are, for everybody else and for whatever has to do
 * with signing in by the address that they ask from. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LimitInterceptor implements HandlerInterceptor, WebMvcConfigurer {
  /** What one customer gets of IPv6 is at least this much (RIPE-690), and each address in it is theirs. */
  private static final Pattern IPV6_NETWORK = Pattern.compile("^((?:[0-9a-f]{1,4}:){4}).*");

  private final Limits limits;
  private final Visitor visitor;
  private final ClientAddress addresses;

  LimitInterceptor(Limits limits, Visitor visitor, ClientAddress addresses) {
    this.limits = limits;
    this.visitor = visitor;
    this.addresses = addresses;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    // nothing that is only looked at is limited, and looking for the annotation takes its time
    Limited limited = HttpMethod.POST.matches(request.getMethod()) && handler instanceof HandlerMethod method
        ? method.getMethodAnnotation(Limited.class) : null;
    if (limited != null) {
      Viewer viewer = visitor.signedIn(request).map(SignedIn::viewer).orElse(Viewer.ANONYMOUS);
      boolean ofAddress = viewer.member() == null || limited.value().isOfAddress();
      limits.take(limited.value(), ofAddress ? network(addresses.of(request)) : "member " + viewer.member());
    }
    return true;
  }

  /** What stands for an address: of IPv6, written without abbreviation, its network. */
  static String network(String address) {
    return IPV6_NETWORK.matcher(address).replaceFirst("$1");
  }
}
