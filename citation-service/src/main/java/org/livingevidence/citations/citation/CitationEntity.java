package org.livingevidence.citations.citation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A citation's row, as people edit it: the state in full, and the columns that it is found by.
@Entity
@Table(name = "citation")
public class CitationEntity extends PanacheEntityBase {
  @Id public String id = "";
  public @Nullable String pmid;
  public @Nullable String pmcid;
  public @Nullable String doi;

  @JdbcTypeCode(SqlTypes.JSON)
  public String data = "{}";

  public String hash = "";

  @Column(name = "title_key")
  public @Nullable Long titleKey;

  @Column(name = "place_key")
  public @Nullable Long placeKey;
}
