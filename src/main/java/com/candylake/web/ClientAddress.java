package com.candylake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * The address that a request comes from. Behind trusted proxies it is the right-most one of X-Forwarded-For that is not
 * theirs: each proxy adds on the right whom it was asked by, and what stands left of the first stranger is what that
 * stranger says (RFC 7239, 8.1, on the same chain). Tomcat's RemoteIpValve would also take scheme and port from headers
 * and change the request for everybody; here nothing but the address is read, by whoever needs it.
 */
@Component
@EnableConfigurationProperties(ProxyProperties.class)
class ClientAddress {
  private static final String HEADER = "X-Forwarded-For";

  /** What a proxy may write around an address: {@code [2001:db8::1]:443}, {@code 192.0.2.1:443}. */
  private static final Pattern DECORATED = Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([^:]*):\\d+");

  private final List<IpAddressMatcher> trusted;

  ClientAddress(ProxyProperties properties) {
    this.trusted = properties.trustedProxies().stream().map(ClientAddress::range).toList();
  }

  String of(HttpServletRequest request) {
    String peer = literal(request.getRemoteAddr()).orElse(request.getRemoteAddr());
    return trusted.isEmpty() ? peer : of(peer, Collections.list(request.getHeaders(HEADER)));
  }

  /** Whether who asks is one of the trusted proxies themselves. */
  boolean isProxy(String peer) {
    return !trusted.isEmpty() && isTrusted(literal(peer).orElse(peer));
  }

  /** @param forwarded the lines of the header, as they came */
  String of(String peer, List<String> forwarded) {
    String client = peer;
    List<String> chain = new ArrayList<>();
    forwarded.forEach(line -> chain.addAll(List.of(line.split(",", -1))));
    for (String said : chain.reversed()) {
      if (!isTrusted(client)) {
        return client;
      }
      Optional<String> address = literal(undecorated(said.strip()));
      if (address.isEmpty()) {
        // "unknown", or rubbish: whoever wrote it is the last one known
        return client;
      }
      client = address.get();
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(range -> range.matches(address));
  }

  private static String undecorated(String said) {
    var matcher = DECORATED.matcher(said);
    if (!matcher.matches()) {
      return said;
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  /** In the one way of writing it. Never a name: looking one up would let a header send this server to the DNS. */
  private static Optional<String> literal(String said) {
    try {
      return Optional.of(InetAddress.ofLiteral(said.replaceFirst("%.*", "")).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static IpAddressMatcher range(String text) {
    String address = text.strip();
    if (literal(address.replaceFirst("/\\d{1,3}$", "")).isEmpty()) {
      throw new IllegalArgumentException("candylake.trusted-proxies: no address and no range: " + text);
    }
    try {
      return new IpAddressMatcher(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("candylake.trusted-proxies: no address and no range: " + text, e);
    }
  }
}
