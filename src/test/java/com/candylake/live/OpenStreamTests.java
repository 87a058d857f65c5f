package com.candylake.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class OpenStreamTests {
  private static final Duration LONG = Duration.ofHours(1);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsOfferedIsWrittenInOrderUntilTheEnd() throws IOException {
    var stream = new OpenStream(LONG);
    var out = new ByteArrayOutputStream();
    stream.offer(bytes("one "));
    stream.offer(bytes("two "));
    stream.end();
    stream.offer(bytes("never"));
    stream.pump(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one two ");
  }

  @Test
  void aStreamWithoutNewsBeats() throws IOException {
    var stream = new OpenStream(Duration.ofMillis(1));
    var out = new ByteArrayOutputStream() {
      @Override
      public void flush() {
        if (size() >= 9) {
          stream.end();
        }
      }
    };
    stream.pump(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(":\n\n:\n\n:\n\n");
  }

  /** A client that has stopped reading: its connection takes nothing more. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void write(int b) throws IOException {
      writing.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  @Test
  void aClientThatIsTooSlowIsDroppedAndTheOthersAreNot() throws Exception {
    var streams = new Streams(2, LONG);
    OpenStream slow = streams.take().orElseThrow();
    OpenStream quick = streams.take().orElseThrow();
    streams.join(slow);
    streams.join(quick);
    var stuck = new Stuck();
    Thread writer = Thread.ofVirtual().start(() -> {
      try {
        slow.pump(stuck);
      } catch (IOException e) {
        streams.leave(slow);
      }
    });
    var read = new CountDownLatch(OpenStream.MOST + 1);
    Thread reader = Thread.ofVirtual().start(() -> {
      try {
        quick.pump(new OutputStream() {
          @Override
          public void write(int b) {
            read.countDown();
          }
        });
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    streams.tell(bytes("."));
    stuck.writing.await();
    for (int i = 0; i < OpenStream.MOST; i++) {
      streams.tell(bytes("."));
      while (read.getCount() > OpenStream.MOST - 1 - i) {
        Thread.onSpinWait();
      }
    }
    assertThat(streams.size()).isEqualTo(2);
    streams.tell(bytes("!"));
    assertThat(streams.size()).isEqualTo(1);
    writer.join();
    assertThat(streams.take()).as("its place is free again").isPresent();
    read.await();
    streams.close();
    reader.join();
  }

  @Test
  void thereAreAsManyStreamsAsThereMayBe() {
    var streams = new Streams(1, LONG);
    OpenStream first = streams.take().orElseThrow();
    assertThat(streams.take()).isEmpty();
    streams.leave(first);
    assertThat(streams.take()).isPresent();
  }
}
