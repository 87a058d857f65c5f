package com.candylake.web;

import com.candylake.cache.Gzip;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Renders {@code package/name} with the template {@code src/main/jte/package/name.jte}, whole before a byte is sent.
 */
// by this name Boot leaves it the only one: none that weighs what types of content there might be
@Component("viewResolver")
@ConditionalOnWebApplication
class Templates implements ViewResolver, Ordered {
  /** What a shorter page would save is less than a packet. */
  private static final int WORTH_COMPRESSING = 2_048;
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final CachedPages kept;

  Templates(CachedPages kept) {
    this.kept = kept;
  }

  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    String template = name + ".jte";
    return engine.hasTemplate(template) ? new Page(engine, template, kept) : null;
  }

  /** A page that is not about a request. */
  byte[] render(String name, Map<String, Object> params) {
    var output = new Utf8ByteOutput();
    engine.render(name + ".jte", params, output);
    return output.toByteArray();
  }

  private record Page(TemplateEngine engine, String template, CachedPages kept) implements View {
    @Override
    public String getContentType() {
      return "text/html;charset=utf-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var params = new HashMap<String, Object>();
      if (model != null) {
        // Spring adds results of form binding, which no template declares
        model.forEach((key, value) -> {
          if (!key.startsWith("org.springframework.")) {
            params.put(key, value);
          }
        });
      }
      var output = new Utf8ByteOutput();
      engine.render(template, params, output);
      if (params.get("frame") instanceof Frame frame) {
        if (kept.keep(output, frame, request, response)) {
          return;
        }
        // Content-Language; the dispatcher has put there what the browser asked for
        response.setLocale(frame.ui().locale());
        if (frame.hasForm()) {
          response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
      }
      response.setContentType(getContentType());
      if (output.getContentLength() < WORTH_COMPRESSING
          || !AcceptEncoding.accepts(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "gzip")) {
        response.setContentLength(output.getContentLength());
        Turns.over(request);
        output.writeTo(response.getOutputStream());
        return;
      }
      byte[] compressed = Gzip.of(output.toByteArray());
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
      response.setContentLength(compressed.length);
      Turns.over(request);
      response.getOutputStream().write(compressed);
    }
  }
}
