#include "services/talentctl/output/outline.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/table.h"
#include "services/talentctl/output/width.h"

namespace houniao::talentctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// `day_fee_fen` -> `Day fee (yuan)`.
std::string Label(const FieldDescriptor* field) {
  absl::string_view name = field->name();
  absl::string_view unit;
  if (absl::ConsumeSuffix(&name, "_fen")) unit = " (yuan)";
  if (absl::ConsumeSuffix(&name, "_half_day_count")) unit = " days";
  absl::ConsumeSuffix(&name, "_bp");
  std::string label = absl::StrCat(absl::StrReplaceAll(name, {{"_", " "}}), unit);
  label[0] = absl::ascii_toupper(label[0]);
  return label;
}

class Writer {
 public:
  explicit Writer(const Terminal& terminal) : terminal_(terminal) {}

  // `first` is what stands before the first line: the bullet of a list.
  void Write(const Message& message, int indent, std::string first) {
    const auto* r = message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    r->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const std::string lead =
          first.empty() ? std::string(indent, ' ') : std::exchange(first, std::string());
      const std::string label =
          Coloured(terminal_, absl::StrCat(Label(field), ":"), Colour::kStrong);
      if (HasShortForm(field)) {
        absl::StrAppend(&text_, lead, label, " ", Printable(FieldText(message, field)), "\n");
        continue;
      }
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      absl::StrAppend(&text_, lead, label, "\n");
      if (!field->is_repeated()) {
        Write(r->GetMessage(message, field), indent + 2, "");
        continue;
      }
      for (int i = 0; i < r->FieldSize(message, field); ++i) {
        Write(r->GetRepeatedMessage(message, field, i), indent + 4,
              absl::StrCat(std::string(indent + 2, ' '), "- "));
      }
    }
  }

  std::string Take() { return std::move(text_); }

 private:
  const Terminal& terminal_;
  std::string text_;
};

}  // namespace

std::string Outline(const Message& message, const Terminal& terminal) {
  Writer writer(terminal);
  writer.Write(message, 0, "");
  return writer.Take();
}

}  // namespace houniao::talentctl
