package com.candylake.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which anything can be sent, and nothing at all. */
final class Wire implements AutoCloseable {
  private final Socket socket;

  Wire(ServerProcess server) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(60_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** All that comes until the server closes the connection. */
  String end() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A byte a second for as long as they are taken and nothing is answered; then what the answer is, if there is one. */
  String drip(String bytes) throws IOException, InterruptedException {
    try {
      while (socket.getInputStream().available() == 0) {
        send(bytes);
        Thread.sleep(1_000);
      }
      return end();
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the server has closed it or answers. */
  boolean isOver() {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
