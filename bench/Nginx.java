import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** An nginx of our own that serves pages from files, compressed beforehand. */
final class Nginx implements AutoCloseable {
  final String base;
  private final Path pages;
  private final Process process;

  Nginx(Path work) throws IOException, InterruptedException {
    int port = Server.freePort();
    base = "http://127.0.0.1:" + port;
    pages = Files.createDirectories(work.resolve("pages"));
    Path config = work.resolve("nginx.conf");
    Files.writeString(config, """
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        daemon off;
        user root;
        events { worker_connections 1024; }
        http {
          types { text/html html; }
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000000;
          open_file_cache max=1000 inactive=60s;
          gzip_static on;
          client_body_temp_path %1$s/tmp; proxy_temp_path %1$s/tmp; fastcgi_temp_path %1$s/tmp;
          uwsgi_temp_path %1$s/tmp; scgi_temp_path %1$s/tmp;
          server { listen 127.0.0.1:%2$d; root %1$s/pages; charset utf-8; }
        }
        """.replace("user root;\n", System.getProperty("user.name").equals("root") ? "user root;\n" : "")
        .formatted(work, port));
    String program = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
    process = new ProcessBuilder(program, "-c", config.toString()).inheritIO().start();
    Thread.sleep(500);
    if (!process.isAlive()) {
      throw new IOException("nginx does not start");
    }
  }

  /** Serves a page with these bytes; returns its address. */
  String put(String name, byte[] gzipped) throws IOException {
    Files.write(pages.resolve(name + ".html.gz"), gzipped);
    Files.write(pages.resolve(name + ".html"), new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes());
    return base + "/" + name + ".html";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
