// A kind of resource: its small strategy. The store does the rest.
//
// The table of a kind has these columns before its own (see schema.h for the type tokens):
//   name @key PRIMARY KEY, parent @key, revision @int, create_time @int, update_time @int,
//   delete_time @int (nullable), body @blob
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

#include "common/db/database.h"
#include "common/resource/fields.h"
#include "common/resource/names.h"
#include "common/resource/secrets.h"

namespace houniao::resource {

class WriteScope;

// A column beside the body, so that queries can filter and order by it.
struct Column {
  // Column of the table and, unless `path` says otherwise, the field it holds.
  std::string name;
  // Path of the field in the resource, `employment.status`. Empty: `name`.
  std::string path;
  // May be named in `filter` and `order_by` (by its path).
  bool listed = true;
  // For a column that no single field holds; then `path` is what `filter` calls it.
  std::function<db::Value(const Message&)> compute = nullptr;
};

// Filled in by a service, one per kind; wrong use of the schema ends the program at start.
struct KindOptions {
  const Descriptor* descriptor = nullptr;
  std::string table;
  std::vector<Column> columns;
  // Delete sets delete_time and Undelete clears it; otherwise Delete removes the row.
  bool soft_delete = true;
  // Unique index of the table -> field whose value is taken.
  std::vector<std::pair<std::string, std::string>> unique_indexes;

  // The strategy. Each runs inside the recorder's transaction, after the field rules; it may fill
  // in server-set fields and refuse with an error of its own.
  std::function<absl::Status(WriteScope&, Message& created)> prepare_create = nullptr;
  std::function<absl::Status(WriteScope&, const Message& before, Message& after)> prepare_update =
      nullptr;
  std::function<absl::Status(WriteScope&, const Message& before)> prepare_delete = nullptr;
};

// Immutable once made; lives as long as the module.
class Kind {
 public:
  explicit Kind(KindOptions options);

  const std::string& type() const { return type_; }          // talent.houniao/Talent
  const std::string& singular() const { return singular_; }  // talent
  const std::string& plural() const { return plural_; }      // talents
  const NamePattern& pattern() const { return pattern_; }
  const KindOptions& options() const { return options_; }
  const Descriptor* descriptor() const { return options_.descriptor; }
  bool sensitive() const { return sensitive_; }
  std::unique_ptr<Message> NewMessage() const;

  // Column by the path that `filter` and `order_by` use; nullptr if it is not listed. The standard
  // columns name, create_time, update_time and delete_time are always listed.
  struct ListedColumn {
    std::string column;
    // Leaf field; nullptr for a computed column (then its values are numbers or text as computed).
    const FieldDescriptor* field = nullptr;
    // `|a|b|`: asked with `:`, and in no order.
    bool list = false;
  };
  const ListedColumn* FindListed(absl::string_view path) const;
  std::string ListedPaths() const;

  // SQL of the kind, constants after construction.
  const std::string& insert_sql() const { return insert_sql_; }
  const std::string& update_sql() const { return update_sql_; }
  const std::string& select_sql() const { return select_sql_; }  // ... WHERE name = ?
  const std::string& select_columns() const { return select_columns_; }
  const std::string& delete_sql() const { return delete_sql_; }

  // Values of insert_sql, in order. Seals sensitive fields first.
  absl::StatusOr<std::vector<db::Value>> Encode(const Message& resource, int64_t revision,
                                                const Secrets& secrets) const;
  // A row of select_columns. Unseals, and sets the etag from the revision.
  absl::Status Decode(const db::Row& row, const Secrets& secrets, Message* resource) const;
  // Body as stored in the change log.
  absl::Status DecodeBody(absl::string_view name, absl::string_view body, int64_t revision,
                          const Secrets& secrets, Message* resource) const;

  // Field whose value a violated unique index means; empty if the index is the name itself.
  std::string TakenField(absl::string_view constraint) const;

 private:
  KindOptions options_;
  std::string type_, singular_, plural_;
  NamePattern pattern_;
  bool sensitive_;
  std::vector<std::vector<const FieldDescriptor*>> paths_;
  std::vector<std::pair<std::string, ListedColumn>> listed_;
  std::string insert_sql_, update_sql_, select_sql_, select_columns_, delete_sql_;
};

// Strong etag of a revision, with its quotes.
std::string EtagOf(int64_t revision);

}  // namespace houniao::resource
