#include "common/resource/kind.h"

#include <cstdio>
#include <cstdlib>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/resource/sensitive.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::resource {
namespace {

constexpr absl::string_view kStandardColumns[] = {"name",        "parent",      "revision",
                                                  "create_time", "update_time", "delete_time"};
constexpr absl::string_view kListedStandard[] = {"name", "create_time", "update_time",
                                                 "delete_time"};

const api::v1::ResourceRules& RulesOf(const Descriptor* descriptor) {
  return descriptor->options().GetExtension(api::v1::resource);
}

[[noreturn]] void Broken(const Descriptor* descriptor, absl::string_view what) {
  std::fprintf(stderr, "kind %s: %s\n", descriptor->full_name().c_str(), std::string(what).c_str());
  std::abort();
}

db::Value TimeColumn(const Message& message, absl::string_view field) {
  const Message* time = GetMessage(message, field);
  if (time == nullptr) return db::Value::Null();
  google::protobuf::Timestamp timestamp;
  timestamp.CopyFrom(*time);
  return db::Value::Micros(FromTimestamp(timestamp));
}

}  // namespace

std::string EtagOf(int64_t revision) { return absl::StrCat("\"", revision, "\""); }

Kind::Kind(KindOptions options)
    : options_(std::move(options)),
      type_(RulesOf(options_.descriptor).type()),
      singular_(RulesOf(options_.descriptor).singular()),
      plural_(RulesOf(options_.descriptor).plural()),
      pattern_(RulesOf(options_.descriptor).pattern()),
      sensitive_(HasSensitive(options_.descriptor)) {
  const Descriptor* descriptor = options_.descriptor;
  for (absl::string_view column : kListedStandard) {
    const auto* field = descriptor->FindFieldByName(std::string(column));
    if (field != nullptr)
      listed_.push_back({std::string(column), {std::string(column), field, false}});
  }
  std::vector<std::string> columns(std::begin(kStandardColumns), std::end(kStandardColumns));
  for (Column& column : options_.columns) {
    if (column.path.empty()) column.path = column.name;
    std::vector<const FieldDescriptor*> path = ResolvePath(descriptor, column.path);
    const bool list = !path.empty() && path.back()->is_repeated();
    if (column.compute != nullptr) {
      path.clear();
    } else if (path.empty()) {
      Broken(descriptor, absl::StrCat("no field ", column.path));
    }
    columns.push_back(column.name);
    if (column.listed) {
      listed_.push_back({column.path, {column.name, path.empty() ? nullptr : path.back(), list}});
    }
    paths_.push_back(std::move(path));
  }
  const std::string& table = options_.table;
  columns.push_back("body");
  const std::vector<std::string> marks(columns.size(), "?");
  insert_sql_ = absl::StrCat("INSERT INTO ", table, " (", absl::StrJoin(columns, ", "),
                             ") VALUES (", absl::StrJoin(marks, ", "), ")");
  update_sql_ = absl::StrCat("UPDATE ", table, " SET ", absl::StrJoin(columns, " = ?, "),
                             " = ? WHERE name = ?");
  select_columns_ = "name, revision, body";
  select_sql_ = absl::StrCat("SELECT ", select_columns_, " FROM ", table, " WHERE name = ?");
  delete_sql_ = absl::StrCat("DELETE FROM ", table, " WHERE name = ?");
}

std::unique_ptr<Message> Kind::NewMessage() const {
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(options_.descriptor)
                                      ->New());
}

const Kind::ListedColumn* Kind::FindListed(absl::string_view path) const {
  for (const auto& [name, column] : listed_) {
    if (name == path) return &column;
  }
  return nullptr;
}

std::string Kind::ListedPaths() const {
  return absl::StrJoin(listed_, ", ",
                       [](std::string* out, const auto& item) { out->append(item.first); });
}

absl::StatusOr<std::vector<db::Value>> Kind::Encode(const Message& resource, int64_t revision,
                                                    const Secrets& secrets) const {
  const std::string name = GetText(resource, "name");
  std::vector<db::Value> values = {
      db::Value(name),
      db::Value(NamePattern::ParentOf(name)),
      db::Value(revision),
      TimeColumn(resource, "create_time"),
      TimeColumn(resource, "update_time"),
      TimeColumn(resource, "delete_time"),
  };
  for (size_t i = 0; i < options_.columns.size(); ++i) {
    const Column& column = options_.columns[i];
    values.push_back(column.compute ? column.compute(resource) : ColumnValue(resource, paths_[i]));
  }
  if (!sensitive_) {
    values.push_back(db::Value::Blob(DeterministicBytes(resource)));
    return values;
  }
  std::unique_ptr<Message> sealed(resource.New());
  sealed->CopyFrom(resource);
  RETURN_IF_ERROR(SealSensitive(*sealed, secrets, name));
  values.push_back(db::Value::Blob(DeterministicBytes(*sealed)));
  return values;
}

absl::Status Kind::Decode(const db::Row& row, const Secrets& secrets, Message* resource) const {
  return DecodeBody(row.Bytes(0), row.Bytes(2), row.Int(1), secrets, resource);
}

absl::Status Kind::DecodeBody(absl::string_view name, absl::string_view body, int64_t revision,
                              const Secrets& secrets, Message* resource) const {
  if (!resource->ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return absl::DataLossError(absl::StrCat("stored body of a ", type_, " cannot be read"));
  }
  if (sensitive_) RETURN_IF_ERROR(UnsealSensitive(*resource, secrets, name));
  SetText(*resource, "etag", EtagOf(revision));
  return absl::OkStatus();
}

std::string Kind::TakenField(absl::string_view constraint) const {
  for (const auto& [index, field] : options_.unique_indexes) {
    if (constraint == index) return field;
  }
  return "";
}

}  // namespace houniao::resource
