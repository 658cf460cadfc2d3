package org.livingevidence.drugs.drug;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A drug's row as people edit it, one at a time; imports write by SQL.
@Entity
@Table(name = "drug")
public class DrugRow extends PanacheEntityBase {
  @Id public String id;

  @Column(nullable = false)
  public String name;

  @Column(nullable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  public String data;
}
