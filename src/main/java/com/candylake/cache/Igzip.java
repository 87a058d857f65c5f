package com.candylake.cache;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * igzip, the compressor of Intel's storage library (github.com/intel/isa-l, Debian's package libisal2), where the machine has
 * it: a page takes a fifth of what zlib's fastest level takes (ADR 30).
 */
final class Igzip {
  // struct isal_zstream of igzip_lib.h, the same in all that calls itself libisal.so.2
  private static final long NEXT_IN = 0;
  private static final long AVAIL_IN = 8;
  private static final long NEXT_OUT = 16;
  private static final long AVAIL_OUT = 24;
  private static final long TOTAL_OUT = 28;
  private static final long LEVEL = 40;
  private static final long LEVEL_BUF_SIZE = 44;
  private static final long LEVEL_BUF = 48;
  private static final long END_OF_STREAM = 56;
  private static final long GZIP_FLAG = 60;
  /** 82,384 bytes in version 2.30. */
  private static final int STREAM_BYTES = 128 * 1024;
  /** ISAL_DEF_LVL1_DEFAULT. */
  private static final int LEVEL_BYTES = 4 * 1024 + 2 * 8 * 1024 + 4 * 64 * 1024;
  private static final int PAGE_BYTES = 64 * 1024;

  private final MethodHandle init;
  private final MethodHandle deflate;
  /** As many as have compressed at the same time. */
  private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

  private Igzip(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    init = linker.downcallHandle(library.findOrThrow("isal_deflate_stateless_init"),
        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    deflate = linker.downcallHandle(library.findOrThrow("isal_deflate_stateless"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /** Empty if the machine has no such library. */
  static Optional<Igzip> find() {
    try {
      return Optional.of(new Igzip(SymbolLookup.libraryLookup("libisal.so.2", Arena.global())));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** What one compression needs of memory outside the heap. */
  private record Workspace(MemorySegment stream, MemorySegment level, MemorySegment in, MemorySegment out) {
    static Workspace of(int page) {
      int most = Math.max(PAGE_BYTES, Integer.highestOneBit(page) * 2);
      Arena arena = Arena.ofAuto();
      // what cannot be made smaller is stored, which takes five bytes for each 64 KB
      return new Workspace(arena.allocate(STREAM_BYTES, 16), arena.allocate(LEVEL_BYTES, 16), arena.allocate(most),
          arena.allocate(most + most / 1_000 + 100));
    }
  }

  /** RFC 1952. */
  byte[] gzip(byte[] page) {
    Workspace known = idle.poll();
    Workspace work = known == null || known.in.byteSize() < page.length ? Workspace.of(page.length) : known;
    MemorySegment stream = work.stream;
    try {
      init.invokeExact(stream);
      MemorySegment.copy(page, 0, work.in, ValueLayout.JAVA_BYTE, 0, page.length);
      stream.set(ValueLayout.ADDRESS, NEXT_IN, work.in);
      stream.set(ValueLayout.JAVA_INT, AVAIL_IN, page.length);
      stream.set(ValueLayout.ADDRESS, NEXT_OUT, work.out);
      stream.set(ValueLayout.JAVA_INT, AVAIL_OUT, (int) work.out.byteSize());
      stream.set(ValueLayout.JAVA_INT, LEVEL, 1);
      stream.set(ValueLayout.JAVA_INT, LEVEL_BUF_SIZE, LEVEL_BYTES);
      stream.set(ValueLayout.ADDRESS, LEVEL_BUF, work.level);
      stream.set(ValueLayout.JAVA_SHORT, END_OF_STREAM, (short) 1);
      stream.set(ValueLayout.JAVA_SHORT, GZIP_FLAG, (short) 1);
      int result = (int) deflate.invokeExact(stream);
      if (result != 0) {
        throw new IllegalStateException("isal_deflate_stateless: " + result);
      }
      var compressed = new byte[stream.get(ValueLayout.JAVA_INT, TOTAL_OUT)];
      MemorySegment.copy(work.out, ValueLayout.JAVA_BYTE, 0, compressed, 0, compressed.length);
      idle.offer(work);
      return compressed;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function throws nothing", e);
    }
  }
}
