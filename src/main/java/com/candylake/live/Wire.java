package com.candylake.live;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a stream, taken over from Tomcat as a WebSocket takes one over, but without another protocol: what was made
 * for the request is given back, and a stream that has nothing to say holds no thread and no buffer of a request. Public
 * because Tomcat makes it.
 */
public final class Wire implements InternalHttpUpgradeHandler, WritableByteChannel {
  /** So much may be under way to a client that does not read; the system's own limit is some megabytes. */
  private static final int UNDER_WAY = 32 << 10;

  private static final int INPUT = 512;

  private @Nullable OpenStream stream;
  private @Nullable Runnable begin;
  private @Nullable Runnable end;
  private @Nullable SocketWrapperBase<?> socket;
  private @Nullable SocketChannel channel;

  /**
   * @param begin when the head of the answer has been sent; is not to wait
   * @param end when the connection is no more, or never came to be; perhaps more than once
   */
  void carry(OpenStream stream, Runnable begin, Runnable end) {
    this.stream = stream;
    this.begin = begin;
    this.end = end;
  }

  @Override
  public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
    socket = wrapper;
    // not Tomcat's own channel object: that one is used again for another client
    channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
  }

  @Override
  public void init(WebConnection connection) {
    try {
      Objects.requireNonNull(channel).setOption(StandardSocketOptions.SO_SNDBUF, UNDER_WAY);
    } catch (IOException e) {
      // closed already; the first write says so
    }
    Objects.requireNonNull(begin).run();
    begin = null;
  }

  @Override
  public SocketState upgradeDispatch(SocketEvent event) {
    try {
      if (event == SocketEvent.OPEN_READ) {
        // nothing is expected but the end
        return Objects.requireNonNull(socket).read(false, new byte[INPUT], 0, INPUT) < 0 ? SocketState.CLOSED
            : SocketState.UPGRADED;
      }
      if (event == SocketEvent.OPEN_WRITE) {
        Objects.requireNonNull(stream).ready();
        return SocketState.UPGRADED;
      }
    } catch (IOException e) {
      // the client is gone
    }
    return SocketState.CLOSED;
  }

  /** As much as the connection takes at once; if that is not all, the stream is told when it takes more. */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int taken = Objects.requireNonNull(channel).write(bytes);
    if (bytes.hasRemaining()) {
      Objects.requireNonNull(socket).registerWriteInterest();
    }
    return taken;
  }

  @Override
  public boolean isOpen() {
    return Objects.requireNonNull(channel).isOpen();
  }

  /** By Tomcat, which may be busy with this connection at the moment. */
  @Override
  public void close() {
    Objects.requireNonNull(socket).processSocket(SocketEvent.DISCONNECT, true);
  }

  @Override
  public void destroy() {
    Runnable over = end;
    if (over != null) {
      over.run();
    }
  }

  @Override
  public void setSslSupport(SSLSupport support) {
    // a proxy does that
  }

  @Override
  public void timeoutAsync(long now) {
    // Streams gives up who is too slow
  }

  @Override
  public void pause() {
    // Live ends the streams before Tomcat stops
  }

  @Override
  public @Nullable UpgradeInfo getUpgradeInfo() {
    return null;
  }
}
