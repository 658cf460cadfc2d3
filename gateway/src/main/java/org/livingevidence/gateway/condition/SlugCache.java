package org.livingevidence.gateway.condition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Which condition a slug was last seen to mean: a hint, believed only where the view found by it
/// carries the same slug.
@ApplicationScoped
class SlugCache {
  private final Cache<String, String> ids = Caffeine.newBuilder().maximumSize(20_000).build();

  @Nullable String id(String slug) {
    return ids.getIfPresent(slug);
  }

  void seen(RenderedView view) {
    if (view.slug() != null) {
      ids.put(view.slug(), view.id());
    }
  }
}
