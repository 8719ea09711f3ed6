#include "services/talentctl/output/resource_table.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"
#include "services/talentctl/output/cells.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Path = std::vector<const FieldDescriptor*>;

constexpr int kMostColumns = 9;
// Longer text is for `describe`.
constexpr int kLongText = 200;
constexpr int kWideText = 60;
// Field numbers: 40 and above are references, 90 and above are kept by the server.
constexpr int kKeptByServer = 90;

int MaxLength(const FieldDescriptor* field) {
  return field->options().GetExtension(api::v1::rules).max_length();
}

bool IsName(const FieldDescriptor* field) {
  const auto& rules = field->options().GetExtension(api::v1::rules);
  return !rules.resource_type().empty() || rules.identifier();
}

std::string TextAt(const Message& resource, const Path& path) {
  const Message* message = &resource;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    if (!message->GetReflection()->HasField(*message, path[i])) return "";
    message = &message->GetReflection()->GetMessage(*message, path[i]);
  }
  return FieldText(*message, path.back());
}

bool IsFilled(const FieldDescriptor* field, const std::vector<const Message*>& resources) {
  return std::any_of(resources.begin(), resources.end(), [field](const Message* resource) {
    return !FieldText(*resource, field).empty();
  });
}

bool FitsTable(const FieldDescriptor* field) {
  if (field->number() >= kKeptByServer || field->is_repeated() || !HasShortForm(field)) {
    return false;
  }
  return MaxLength(field) <= kLongText || IsName(field);
}

std::vector<Path> DefaultPaths(const Descriptor* descriptor,
                               const std::vector<const Message*>& resources) {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    if (FitsTable(descriptor->field(i))) fields.push_back(descriptor->field(i));
  }
  std::sort(fields.begin(), fields.end(),
            [](const auto* a, const auto* b) { return a->number() < b->number(); });
  std::vector<Path> paths;
  for (const FieldDescriptor* field : fields) {
    if (field->name() != "name" && !IsFilled(field, resources)) continue;
    if (static_cast<int>(paths.size()) < kMostColumns) {
      paths.push_back({field});
    } else if (field->name() == "state") {
      paths.back() = {field};
    }
  }
  return paths;
}

Column ColumnOf(const Path& path) {
  std::vector<std::string> titles;
  for (const FieldDescriptor* field : path) titles.push_back(FieldTitle(field));
  const FieldDescriptor* leaf = path.back();
  const bool number = !leaf->is_repeated() && (leaf->cpp_type() == FieldDescriptor::CPPTYPE_INT32 ||
                                               leaf->cpp_type() == FieldDescriptor::CPPTYPE_INT64);
  Column column;
  column.title = absl::StrJoin(titles, " ");
  column.align = number ? Align::kRight : Align::kLeft;
  column.wrap = !IsName(leaf) && (leaf->is_repeated() || MaxLength(leaf) >= kWideText);
  return column;
}

}  // namespace

absl::StatusOr<Table> ResourceTable(const Descriptor* descriptor,
                                    const std::vector<const Message*>& resources,
                                    const std::vector<std::string>& columns) {
  std::vector<Path> paths;
  for (const std::string& column : columns) {
    Path path = resource::ResolvePath(descriptor, column);
    if (path.empty() || !HasShortForm(path.back())) {
      return errors::InvalidField("--columns", absl::StrCat("`", column,
                                                            "` cannot be shown in a "
                                                            "table of ",
                                                            descriptor->name()));
    }
    paths.push_back(std::move(path));
  }
  if (paths.empty()) paths = DefaultPaths(descriptor, resources);
  std::vector<Column> titles;
  for (const Path& path : paths) titles.push_back(ColumnOf(path));
  Table table(std::move(titles));
  for (const Message* resource : resources) {
    std::vector<Cell> row;
    for (const Path& path : paths) row.push_back(TextAt(*resource, path));
    table.Add(std::move(row));
  }
  return table;
}

}  // namespace houniao::talentctl
