package com.candylake.web;

import com.candylake.live.Live;
import com.candylake.notify.Digests;
import com.candylake.setting.Site;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/**
 * CSRF, and the firewall against addresses that are none. Who may do what is the guard's business, not this chain's, and
 * what else it could do is off, since every filter costs every page. Nobody gets a session; a reader gets a CSRF cookie
 * only with a page that has a form.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {
  /** A stream stays open for hours, changes nothing and is the same for everybody: the chain has nothing to do there. */
  @Bean
  WebSecurityCustomizer outsideTheChain() {
    return web -> web.ignoring().requestMatchers(Live.PATH);
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Site site) throws Exception {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("csrf");
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").secure(site.now().isSecure()));
    return http
        .anonymous(AbstractHttpConfigurer::disable)
        .securityContext(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .exceptionHandling(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        // a mail program sends that form for its reader, and has no cookie of theirs: the link in it says whose it is
        .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(Digests.UNSUBSCRIBE))
        .logout(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }
}
