package com.candylake.web;

import com.candylake.account.SignedIn;
import com.candylake.form.Upload;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Takes forms with a file, at the one address that has them ({@link Upload#PATH}): the file into a file of its own, the other
 * fields as those of any form, so that the token is found and what was typed is kept. Before the security chain, and by
 * Tomcat's own parser as a stream; a servlet's multipart configuration would let every endpoint take files.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
@ConditionalOnWebApplication
class Uploads extends HttpFilter {
  private static final long serialVersionUID = 1L;
  /** Set when the body was read to its end. */
  static final String READ = Uploads.class.getName();
  private static final Duration GRACE = Duration.ofSeconds(20);
  /** Bytes a second after that: 20 MB take twenty minutes at most. */
  private static final int PACE = 16_000;
  /** At once, of all and of one member or address. */
  private static final int MOST = 24;
  private static final int MOST_OF_ONE = 4;
  private static final int FIELDS = 40;
  /** Of all fields together, files aside: as of other forms. */
  private static final int TEXT = 4 << 20;
  /** Of what is too large so many times the most is read, so that a browser shows the page that says so. */
  private static final int READ_ON = 4;

  private final transient Semaphore room = new Semaphore(MOST);
  private final transient Map<String, Integer> under = new ConcurrentHashMap<>();
  private final transient Visitor visitor;
  private final transient ClientAddress addresses;
  private final transient Busy busy;

  Uploads(Visitor visitor, ClientAddress addresses, Busy busy) {
    this.visitor = visitor;
    this.addresses = addresses;
    this.busy = busy;
  }

  /** Whether that is read here, and by nobody before. */
  static boolean isOne(HttpServletRequest request) {
    String type = request.getContentType();
    return HttpMethod.POST.matches(request.getMethod()) && request.getRequestURI().equals(Upload.PATH)
        && type != null && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isOne(request)) {
      chain.doFilter(request, response);
      return;
    }
    Viewer viewer = visitor.signedIn(request).map(SignedIn::viewer).orElse(Viewer.ANONYMOUS);
    String who = viewer.member() == null ? LimitInterceptor.network(addresses.of(request)) : "member " + viewer.member();
    if (!enter(who)) {
      busy.answer(request, response);
      return;
    }
    Form form = null;
    try {
      // whoever may not upload keeps what they have typed, and leaves no file here
      form = read(request, Guard.may(viewer, Act.WRITE));
    } catch (SocketTimeoutException e) {
      refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT);
    } catch (FileUploadException | CharacterCodingException e) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST);
    } catch (TooMuchText e) {
      refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } finally {
      leave(who);
    }
    if (form != null) {
      try {
        chain.doFilter(new Filled(request, form), response);
      } finally {
        form.delete();
      }
    }
  }

  private boolean enter(String who) {
    if (!room.tryAcquire()) {
      return false;
    }
    if (under.merge(who, 1, Integer::sum) > MOST_OF_ONE) {
      leave(who);
      return false;
    }
    return true;
  }

  private void leave(String who) {
    under.computeIfPresent(who, (w, n) -> n == 1 ? null : n - 1);
    room.release();
  }

  /** Through the page of errors. */
  private static void refuse(HttpServletResponse response, int status) throws IOException {
    response.sendError(status);
  }

  private static final class TooMuchText extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Form read(HttpServletRequest request, boolean takes) throws IOException {
    var form = new Form();
    try {
      FileItemIterator items = new FileUpload().getItemIterator(new Paced(request, READ_ON * Upload.MOST));
      for (int i = 0; items.hasNext(); i++) {
        FileItemStream item = items.next();
        if (i == FIELDS || item.getFieldName() == null) {
          throw new FileUploadException("more fields than a form has, or one without a name");
        }
        try (InputStream in = item.openStream()) {
          if (item.isFormField()) {
            form.field(item.getFieldName(), in);
          } else if (takes && form.upload == null && item.getFieldName().equals("file")) {
            form.file(Objects.requireNonNullElse(item.getName(), ""), in);
          }
        }
      }
      request.setAttribute(READ, true);
      return form;
    } catch (EndlessException e) {
      // a file that is far too large, of which the rest is not read
      form.tooLarge();
      return form;
    } catch (InvalidFileNameException e) {
      form.delete();
      throw new FileUploadException("a zero in a name", e);
    } catch (IOException | RuntimeException e) {
      form.delete();
      throw e;
    }
  }

  private static final class EndlessException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** What the form holds. */
  private static final class Form {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private int text;
    private @Nullable Upload upload;

    void field(String name, InputStream in) throws IOException {
      var bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8_192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text += n;
        if (text > TEXT) {
          throw new TooMuchText();
        }
        bytes.write(buffer, 0, n);
      }
      String value = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** A browser sends a field without a file as one without a name. */
    void file(String name, InputStream in) throws IOException {
      Path file = Files.createTempFile("candylake-upload", "");
      upload = new Upload(name, file);
      long size = 0;
      byte[] buffer = new byte[16_384];
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          size += n;
          if (size <= Upload.MOST) {
            out.write(buffer, 0, n);
          }
        }
      }
      if (size > Upload.MOST) {
        tooLarge();
      } else if (size == 0 && name.isEmpty()) {
        delete();
        upload = null;
      }
    }

    void tooLarge() throws IOException {
      delete();
      upload = new Upload(upload == null ? "" : upload.name(), null);
    }

    void delete() throws IOException {
      if (upload != null && upload.file() != null) {
        Files.deleteIfExists(upload.file());
      }
    }
  }

  /** The body, if it comes fast enough and ends. */
  private record Paced(HttpServletRequest request, long most) implements UploadContext {
    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public long contentLength() {
      return request.getContentLengthLong();
    }

    @Override
    public @Nullable String getContentType() {
      return request.getContentType();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      long since = System.nanoTime();
      return new FilterInputStream(request.getInputStream()) {
        private long read;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          int n = in.read(bytes, from, length);
          read += Math.max(n, 0);
          if (System.nanoTime() - since > GRACE.plusSeconds(read / PACE).toNanos()) {
            throw new SocketTimeoutException();
          }
          if (read > most) {
            throw new EndlessException();
          }
          return n;
        }
      };
    }
  }

  /** The request with the fields that stand in its body. */
  private static final class Filled extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    Filled(HttpServletRequest request, Form form) {
      super(request);
      parameters.putAll(request.getParameterMap());
      form.fields.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
      if (form.upload != null) {
        setAttribute(Upload.ATTRIBUTE, form.upload);
      }
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return parameters.get(name);
    }
  }
}
