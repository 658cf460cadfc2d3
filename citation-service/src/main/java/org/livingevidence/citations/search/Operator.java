package org.livingevidence.citations.search;

/// How terms are combined; written in upper case.
enum Operator {
  AND,
  OR,
  /// What is on its left without what is on its right.
  NOT
}
