package com.candylake.cache;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * libdeflate's compressor (github.com/ebiggers/libdeflate, Debian's package libdeflate0), where the machine has it: at its
 * level 1 a page takes a third of zlib's time or less, and is no larger (ADR 24).
 */
final class Libdeflate {
  private final MethodHandle allocate;
  private final MethodHandle compress;
  private final MethodHandle bound;

  private Libdeflate(SymbolLookup library) {
    var size = ValueLayout.JAVA_LONG;
    allocate = handle(library, "libdeflate_alloc_compressor", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    bound = handle(library, "libdeflate_gzip_compress_bound", FunctionDescriptor.of(size, ValueLayout.ADDRESS, size));
    // critical: it reads and writes Java's arrays where they are; some 100 µs in which the collector waits
    compress = handle(library, "libdeflate_gzip_compress",
        FunctionDescriptor.of(size, ValueLayout.ADDRESS, ValueLayout.ADDRESS, size, ValueLayout.ADDRESS, size),
        Linker.Option.critical(true));
  }

  private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor type, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type, options);
  }

  /** Empty if the machine has no such library. */
  static Optional<Libdeflate> find() {
    try {
      return Optional.of(new Libdeflate(SymbolLookup.libraryLookup("libdeflate.so.0", Arena.global())));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Compressors of one level; as many as have compressed at the same time are kept. */
  final class Level {
    private final int level;
    private final Queue<MemorySegment> idle = new ConcurrentLinkedQueue<>();

    /** @param level 1, the fastest, to 12 */
    Level(int level) {
      this.level = level;
    }

    byte[] gzip(byte[] bytes) {
      try {
        MemorySegment known = idle.poll();
        MemorySegment compressor = known == null ? (MemorySegment) allocate.invokeExact(level) : known;
        if (compressor.equals(MemorySegment.NULL)) {
          throw new OutOfMemoryError("libdeflate");
        }
        var out = new byte[bytes.length / 3 + 200];
        long length = (long) compress.invokeExact(compressor, MemorySegment.ofArray(bytes), (long) bytes.length,
            MemorySegment.ofArray(out), (long) out.length);
        if (length == 0) {
          // it did not fit
          out = new byte[Math.toIntExact((long) bound.invokeExact(compressor, (long) bytes.length))];
          length = (long) compress.invokeExact(compressor, MemorySegment.ofArray(bytes), (long) bytes.length,
              MemorySegment.ofArray(out), (long) out.length);
        }
        idle.offer(compressor);
        return Arrays.copyOf(out, Math.toIntExact(length));
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a C function throws nothing", e);
      }
    }
  }
}
