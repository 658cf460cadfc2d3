package org.livingevidence.gateway.condition;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.ETags;

/// A view as bytes, plain and compressed, outside the heap so that a response copies nothing.
///
/// @param id the condition
/// @param slug its slug, or null
/// @param version the position that last affected it
/// @param snapshot the position of the snapshot it was rendered from
/// @param plain the JSON
/// @param gzip the JSON compressed
/// @param plainTag the entity tag of `plain`
/// @param gzipTag the entity tag of `gzip`
record RenderedView(
    String id,
    @Nullable String slug,
    long version,
    long snapshot,
    Buffer plain,
    Buffer gzip,
    String plainTag,
    String gzipTag) {

  static RenderedView of(
      String id, @Nullable String slug, long version, long snapshot, byte[] json) {
    return new RenderedView(
        id,
        slug,
        version,
        snapshot,
        offHeap(json),
        offHeap(compressed(json)),
        ETags.of(version, "json", ViewRenderer.REVISION),
        ETags.of(version, "json-gzip", ViewRenderer.REVISION));
  }

  /// How many bytes it holds.
  int size() {
    return plain.length() + gzip.length();
  }

  private static byte[] compressed(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Memory that the garbage collector gives back, and that no response can release under another.
  private static Buffer offHeap(byte[] bytes) {
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
    direct.put(bytes).flip();
    return Buffer.buffer(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct)).asReadOnly());
  }
}
