package com.candylake.web;

import com.candylake.guard.Unguarded;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * What crawlers are asked to leave alone (RFC 9309): forms that each page leads to from dozens of places, each time with
 * another way back.
 */
@Controller
class RobotsController {
  private static final String RULES = """
      User-agent: *
      Disallow: /sign-in
      Disallow: /sign-up
      Disallow: /languages
      """;

  @Unguarded("asks crawlers the same, whatever the site shows them")
  @ResponseBody
  @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
  String robots() {
    return RULES;
  }
}
