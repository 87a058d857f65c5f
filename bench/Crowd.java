import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Many readers of {@code /live}, on one thread: what they cost is the server's. Each has an address of its own in
 * 127.0.0.0/8, as readers have.
 */
final class Crowd implements AutoCloseable {
  /** How many connect at once, as long as nobody asks for more. */
  static final int WINDOW = 64;

  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
  private final List<Reader> readers = new ArrayList<>();
  private int heard;
  private int waiting;
  private int broken;
  private String flash = "";

  Crowd(int port) throws IOException {
    server = new InetSocketAddress("127.0.0.1", port);
  }

  /** Somebody who reads a stream: its head, then chunks (RFC 9112, 7.1), then lines. */
  final class Reader {
    private final int number;
    private SocketChannel channel;
    private final StringBuilder line = new StringBuilder();
    private boolean head = true;
    private int chunk = -1;
    private boolean chunked;
    private String name = "";
    /** The last event's. */
    String id = "";
    private int status;
    boolean here;
    int beats;
    boolean ended;
    /** Of the flash that is listened for. */
    boolean told;

    private Reader(int number) throws IOException {
      this.number = number;
      connect();
    }

    private void connect() throws IOException {
      line.setLength(0);
      head = true;
      chunk = -1;
      chunked = false;
      here = false;
      told = false;
      ended = false;
      beats = 0;
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 << 10);
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(
          new byte[] {127, 1, (byte) (number / 250), (byte) (1 + number % 250)}), 0));
      waiting++;
      if (channel.connect(server)) {
        ask();
      } else {
        channel.register(selector, SelectionKey.OP_CONNECT, this);
      }
    }

    private void ask() throws IOException {
      channel.write(ByteBuffer.wrap(("GET /live HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
          + "\r\nAccept: text/event-stream\r\nAccept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\nUser-Agent: Mozilla/5.0 (X11; Linux"
          + " x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\nAccept-Encoding: gzip, deflate, br\r\nCache-Control: no-cache\r\n"
          + (id.isEmpty() ? "" : "Last-Event-ID: " + id + "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII)));
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void react(SelectionKey key) {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          ask();
        } else {
          buffer.clear();
          int read = channel.read(buffer);
          if (read < 0) {
            over();
            return;
          }
          buffer.flip();
          while (buffer.hasRemaining()) {
            take((char) (buffer.get() & 0xff));
          }
        }
      } catch (IOException e) {
        broken++;
        over();
      }
    }

    private void take(char c) throws IOException {
      if (head || chunked && chunk < 0) {
        if (c == '\n') {
          String text = line.toString().strip();
          line.setLength(0);
          if (head) {
            head(text);
          } else if (!text.isEmpty()) {
            chunk = Integer.parseInt(text, 16);
          }
        } else {
          line.append(c);
        }
        return;
      }
      if (chunked && chunk-- == 0) {
        // the return that ends the chunk; a line left open goes on in the next
        chunk = -1;
        return;
      }
      if (c == '\n') {
        event(line.toString());
        line.setLength(0);
      } else {
        line.append(c);
      }
    }

    private void head(String text) throws IOException {
      if (text.startsWith("HTTP/1.1 ")) {
        status = Integer.parseInt(text.substring(9, 12));
      } else if (text.equalsIgnoreCase("Transfer-Encoding: chunked")) {
        chunked = true;
      } else if (text.isEmpty()) {
        head = false;
        if (status != 200) {
          throw new IOException("status " + status);
        }
      }
    }

    private void event(String text) {
      if (text.startsWith("id: ")) {
        id = text.substring(4);
      } else if (text.startsWith("event: ")) {
        name = text.substring(7);
      } else if (text.startsWith("data: ")) {
        if (name.equals("here")) {
          waiting -= here ? 0 : 1;
          here = true;
        } else if (!told && name.equals("published") && text.contains(flash)) {
          told = true;
          heard++;
        }
      } else if (text.equals(":")) {
        beats++;
      }
    }

    private void over() {
      if (!here) {
        waiting--;
      }
      ended = true;
      try {
        channel.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void leave() {
      if (!ended) {
        over();
      }
    }
  }

  /** Opens so many more. */
  void open(int more, int seconds) throws IOException {
    for (int i = 0; i < more; i++) {
      atMost(WINDOW - 1, seconds);
      readers.add(new Reader(readers.size()));
    }
    atMost(0, seconds);
  }

  private void atMost(int waits, int seconds) throws IOException {
    if (!await(() -> waiting <= waits, seconds)) {
      throw new IOException(waiting + " streams do not open; " + broken + " connections broke");
    }
  }

  /** Those come back, at most so many connecting at once; who is refused or broken off tries again. */
  void comeBack(Collection<Reader> those, int window, int seconds) throws IOException {
    Deque<Reader> next = new ArrayDeque<>(those);
    while (!next.isEmpty()) {
      Reader reader = next.removeFirst();
      atMost(window - 1, seconds);
      reader.connect();
    }
    atMost(0, seconds);
  }

  List<Reader> all() {
    return readers;
  }

  long count(Predicate<Reader> which) {
    return readers.stream().filter(which).count();
  }

  /** From now on counts who hears of a flash with this text in its data. */
  void listenFor(String data) {
    flash = data;
    heard = 0;
    readers.forEach(r -> r.told = false);
  }

  int heard() {
    return heard;
  }

  /** Connections that broke or were refused. */
  int broken() {
    return broken;
  }

  /** Reads until then, or for so long; true if it has come to be. */
  boolean await(BooleanSupplier then, double seconds) throws IOException {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (!then.getAsBoolean()) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      selector.select(key -> ((Reader) key.attachment()).react(key), Math.clamp(left / 1_000_000, 1, 20));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    readers.forEach(Reader::leave);
    selector.close();
  }
}
