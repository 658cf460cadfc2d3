package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.form.FormErrors;
import org.livingevidence.drugs.form.FormObject;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.outbox.EventId;

/// The statements of one kind within a drug, each edited alone while the drug stays the aggregate:
/// its lock, its version, its event.
///
/// @param <T> an indication or a restriction
final class Statements<T> {
  private final Kind<T> kind;
  private final DrugStore store;
  private final DrugWriter writer;
  private final LabelReadings readings;
  private final IdempotencyKeys keys;

  Statements(
      Kind<T> kind,
      DrugStore store,
      DrugWriter writer,
      LabelReadings readings,
      IdempotencyKeys keys) {
    this.kind = kind;
    this.store = store;
    this.writer = writer;
    this.readings = readings;
    this.keys = keys;
  }

  /// What tells one kind from the other.
  ///
  /// @param word "indication"
  /// @param path the last part of the list's address, "indications"
  /// @param readFrom the sentence that rules read it from; null for what a person entered
  record Kind<T>(
      String word,
      String path,
      Function<FormObject, T> reader,
      Function<T, String> id,
      BiFunction<T, String, T> withId,
      Function<T, @Nullable String> readFrom,
      Function<Drug, List<T>> of,
      BiFunction<Drug, List<T>, Drug> with) {}

  Answers.Items list(String drugId) {
    var items =
        kind.of.apply(drug(drugId).drug).stream().<JsonNode>map(DrugJson::statement).toList();
    return new Answers.Items(items, items.size(), null);
  }

  Response get(String drugId, String id, @Nullable String ifNoneMatch) {
    var found = drug(drugId);
    return Answers.read(DrugJson.statement(find(found.drug, id)), found.version, ifNoneMatch);
  }

  Response create(String drugId, JsonNode form, @Nullable String idempotencyKey) {
    String checked = Answers.id("drug", drugId);
    return keys.once(
            idempotencyKey,
            "create-" + kind.word + "/" + checked,
            form,
            () -> {
              T entered = read(form);
              String id = kind.id.apply(entered);
              var written =
                  edit(
                      checked,
                      null,
                      (drug, list) -> {
                        if (index(list, id) >= 0) {
                          throw Answers.exists(kind.word, id);
                        }
                        list.add(entered);
                      });
              return answer(201, written, id, location(checked, id));
            })
        .toResponse();
  }

  Response put(String drugId, String id, JsonNode form, @Nullable String ifMatch) {
    T given = read(form);
    if (form.has("id") && !kind.id.apply(given).equals(id)) {
      throw Problems.invalid("id", "must be " + id + ", the id in the address");
    }
    T entered = kind.withId.apply(given, Answers.id(kind.word, id));
    var written =
        edit(
            Answers.id("drug", drugId),
            ifMatch,
            (drug, list) -> {
              int index = index(list, id);
              if (index < 0) {
                throw absent(drug, id);
              }
              String sentence = kind.readFrom.apply(list.get(index));
              if (sentence != null) {
                readings.corrected(drug.id(), id, sentence);
              }
              list.set(index, entered);
            });
    return answer(200, written, id, null).toResponse();
  }

  Response delete(String drugId, String id, @Nullable String ifMatch) {
    var written =
        edit(
            Answers.id("drug", drugId),
            ifMatch,
            (drug, list) -> {
              int index = index(list, id);
              if (index < 0) {
                throw absent(drug, id);
              }
              if (kind.readFrom.apply(list.get(index)) != null) {
                throw Problems.of(
                    Response.Status.CONFLICT,
                    "The "
                        + kind.word
                        + " was read from a label and follows it. Reject it with a decision at"
                        + " /api/v1/drugs/"
                        + drug.id()
                        + "/readings/"
                        + id
                        + ", or put your own in its place.");
              }
              list.remove(index);
            });
    return Answers.deleted(written.event());
  }

  private interface ListEdit<T> {
    void apply(Drug drug, List<T> list);
  }

  private DrugWriter.Written edit(String drugId, @Nullable String ifMatch, ListEdit<T> edit) {
    return writer.write(
        drugId,
        ifMatch,
        current -> {
          if (current == null) {
            throw Problems.notFound("drug", drugId);
          }
          var list = new ArrayList<>(kind.of.apply(current));
          edit.apply(current, list);
          return kind.with.apply(current, list);
        });
  }

  private record Found(Drug drug, long version) {}

  private Found drug(String drugId) {
    var stored = store.read(Answers.id("drug", drugId));
    if (stored == null) {
      throw Problems.notFound("drug", drugId);
    }
    return new Found(DrugJson.drug(stored.data()), stored.version());
  }

  private T find(Drug drug, String id) {
    var list = kind.of.apply(drug);
    int index = index(list, id);
    if (index < 0) {
      throw absent(drug, id);
    }
    return list.get(index);
  }

  private int index(List<T> list, String id) {
    return list.stream().map(kind.id).toList().indexOf(id);
  }

  private RuntimeException absent(Drug drug, String id) {
    return Problems.notFound(kind.word + " of " + drug.id(), id);
  }

  private T read(JsonNode form) {
    return Forms.read(
        () -> {
          var errors = new FormErrors();
          T statement = FormObject.read(form, "", errors, kind.reader);
          if (!errors.isEmpty()) {
            throw new InvalidForm(errors.found());
          }
          return statement;
        });
  }

  private IdempotencyKeys.Answer answer(
      int status, DrugWriter.Written written, String id, @Nullable String location) {
    EventId event = written.event();
    return Answers.written(status, DrugJson.statement(find(written.drug(), id)), event, location);
  }

  private String location(String drugId, String id) {
    return "/api/v1/drugs/" + drugId + "/" + kind.path + "/" + id;
  }
}
