#include "services/talentctl/session.h"

namespace houniao::talentctl {

void Session::Show(const Table& table) {
  const auto records = table.ToRecords();
  if (settings_.format == Format::kJson) {
    terminal_.out << ToJson(records);
  } else if (settings_.format == Format::kYaml) {
    terminal_.out << ToYaml(records);
  } else {
    Print(table);
  }
}

}  // namespace houniao::talentctl
