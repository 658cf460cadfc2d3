package org.livingevidence.citations.topic;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A topic's row, as people edit it: the state in full, and the columns that it is found by.
@Entity
@Table(name = "topic")
public class TopicEntity extends PanacheEntityBase {
  @Id public String id = "";
  public boolean condition;

  @JdbcTypeCode(SqlTypes.JSON)
  public String data = "{}";

  public String hash = "";

  @ElementCollection
  @CollectionTable(name = "topic_tree", joinColumns = @JoinColumn(name = "topic_id"))
  @Column(name = "number")
  public Set<String> treeNumbers = new HashSet<>();
}
