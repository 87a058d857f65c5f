package com.candylake.media;

import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.Upload;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.locale.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** Files of members: taken in for the script of the editor, and served. */
@Controller
class MediaController {
  private static final Logger LOG = LoggerFactory.getLogger(MediaController.class);

  /**
   * Browsers keep what they have seen and ask no more: the name says what is in it. Caches that many share ask again after a
   * minute, so that what is removed goes from them too.
   */
  private static final String FOR_ALL = "public, max-age=31536000, s-maxage=60, immutable";
  private static final String FOR_ONE = "private, no-store";
  /** A file does nothing by itself, whatever a browser takes it for. */
  private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

  private final Media media;
  private final MediaFiles files;
  private final Messages messages;

  MediaController(Media media, MediaFiles files, Messages messages) {
    this.media = media;
    this.files = files;
    this.messages = messages;
  }

  @PostMapping(path = Upload.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Limited(Limit.UPLOAD)
  ResponseEntity<Map<String, String>> upload(Viewer viewer, Lang ui,
      @RequestAttribute(name = Upload.ATTRIBUTE, required = false) @Nullable Upload upload) {
    try {
      MediaFiles.Taken taken = files.take(viewer, upload);
      var answer = new LinkedHashMap<String, String>();
      answer.put("address", taken.name().address());
      answer.put("kind", taken.name().isImage() ? "image" : "attachment");
      answer.put("title", taken.title());
      if (taken.stilled()) {
        answer.put("note", messages.text(ui, "media.stilled"));
      }
      return ResponseEntity.ok(answer);
    } catch (Refused refused) {
      return switch (refused.refusal()) {
        case Refusal.Invalid(var problems) -> problem(HttpStatus.UNPROCESSABLE_CONTENT,
            messages.text(ui, problems.getFirst().message(), problems.getFirst().args().toArray()));
        case Refusal.TooLarge tooLarge -> problem(HttpStatus.CONTENT_TOO_LARGE,
            messages.text(ui, "media.size", Upload.MOST >> 20));
        default -> throw refused;
      };
    }
  }

  private static ResponseEntity<Map<String, String>> problem(HttpStatus status, String text) {
    return ResponseEntity.status(status).body(Map.of("problem", text));
  }

  @GetMapping("/m/{media:[0-9a-f]{32}(?:[0-9a-f]{8}|\\.pdf)}")
  ModelAndView file(Viewer viewer, @PathVariable("media") String name, HttpServletRequest request) throws IOException {
    MediaName found = MediaName.of(name).orElseThrow(Refusal::notFound);
    return serve(viewer, found, found.width(), request);
  }

  @GetMapping("/m/{media:[0-9a-f]{40}}/{width:\\d{2,4}}")
  ModelAndView picture(Viewer viewer, @PathVariable("media") String name, @PathVariable int width, HttpServletRequest request)
      throws IOException {
    MediaName found = MediaName.of(name).orElseThrow(Refusal::notFound);
    if (width == found.width()) {
      throw Refusal.notFound();
    }
    return serve(viewer, found, width, request);
  }

  private ModelAndView serve(Viewer viewer, MediaName name, int width, HttpServletRequest request) throws IOException {
    Media.Seen seen = media.visibleTo(viewer, name);
    String etag = "\"" + name + "-" + width + "\"";
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (seen.isPublic() && known != null && (known.equals("*") || known.contains(etag))) {
      return new ModelAndView((model, asked, answer) -> {
        head(seen, etag, answer);
        answer.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      });
    }
    MediaStorage.Kept kept = files.open(name, width).orElse(null);
    if (kept == null) {
      if (name.widths().contains(width)) {
        LOG.error("the file of {} in width {} is not there", name, width);
      }
      throw Refusal.notFound();
    }
    return new ModelAndView(new Sending(seen, etag, kept));
  }

  private static void head(Media.Seen seen, String etag, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, seen.isPublic() ? FOR_ALL : FOR_ONE);
    response.setHeader("Content-Security-Policy", POLICY);
    if (seen.isPublic()) {
      // the same for everybody: what was set for pages would keep browsers from using what they have
      response.setHeader(HttpHeaders.VARY, null);
      response.setHeader(HttpHeaders.ETAG, etag);
    } else {
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
  }

  private record Sending(Media.Seen seen, String etag, MediaStorage.Kept kept) implements View {
    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try (kept) {
        head(seen, etag, response);
        // bytes have none, but the filter that sets it for pages has been here
        response.setCharacterEncoding((String) null);
        response.setContentType(seen.type());
        response.setContentLengthLong(kept.length());
        if (!seen.name().isImage()) {
          response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
              .filename(seen.title().isEmpty() ? seen.name().toString() : seen.title(),
                  StandardCharsets.UTF_8).build().toString());
        }
        if (!request.getMethod().equals("HEAD")) {
          kept.in().transferTo(response.getOutputStream());
        }
      }
    }
  }
}
