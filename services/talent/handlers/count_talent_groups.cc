#include "services/talent/handlers/count_talent_groups.h"

#include <algorithm>
#include <optional>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/resource/store.h"
#include "common/rpc/status.h"
#include "services/talent/domain/talent_groups.h"

#include "houniao/talent/v1/consent.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talent {
namespace {

// Rows of one statement: MySQL fetches a result whole.
constexpr int kPage = 2000;
constexpr int kNamesPerQuery = 100;

constexpr char kSqlShown[] =
    "SELECT name, sex, birth_date FROM talents WHERE name > ? AND state = ? AND delete_time IS "
    "NULL AND EXISTS (SELECT 1 FROM consents WHERE consents.parent = talents.name AND "
    "given_purpose = ?) ORDER BY name LIMIT ?";

// One text for every number of names: what is left over repeats the last name.
const std::string& SqlNamed() {
  static const auto* const sql = new std::string(
      absl::StrCat("SELECT sex, birth_date FROM talents WHERE delete_time IS NULL AND name IN (",
                   absl::StrJoin(std::vector<std::string>(kNamesPerQuery, "?"), ", "), ")"));
  return *sql;
}

void AddRow(const db::Row& row, int sex_column, TalentGroupCounts& counts) {
  std::optional<absl::CivilDay> birth;
  if (!row.IsNull(sex_column + 1)) {
    birth = DayFromNumber(static_cast<int>(row.Int(sex_column + 1)));
  }
  counts.Add(static_cast<int>(row.Int(sex_column)), birth);
}

absl::Status CountShown(db::Transaction& tx, const CallContext& call, TalentGroupCounts& counts) {
  std::string last;
  for (int read = kPage; read == kPage;) {
    RETURN_IF_ERROR(rpc::StillWanted(call));
    read = 0;
    RETURN_IF_ERROR(tx.Query(kSqlShown,
                             {last, static_cast<int>(v1::Talent::ACTIVE),
                              static_cast<int>(v1::Consent::SHARE_WITH_EMPLOYERS), kPage},
                             [&](const db::Row& row) {
                               ++read;
                               last = row.Bytes(0);
                               AddRow(row, 1, counts);
                               return true;
                             }));
  }
  return absl::OkStatus();
}

absl::Status CountNamed(db::Transaction& tx, const CallContext& call,
                        const v1::CountTalentGroupsRequest& request, TalentGroupCounts& counts) {
  // Each once, whoever calls: the rule of the field is the guard's.
  std::vector<std::string> names(request.talents().begin(), request.talents().end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (size_t first = 0; first < names.size(); first += kNamesPerQuery) {
    RETURN_IF_ERROR(rpc::StillWanted(call));
    std::vector<db::Value> values;
    for (size_t i = first; i < first + kNamesPerQuery; ++i) {
      values.emplace_back(names[std::min(i, names.size() - 1)]);
    }
    RETURN_IF_ERROR(tx.Query(SqlNamed(), values, [&](const db::Row& row) {
      AddRow(row, 0, counts);
      return true;
    }));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CountTalentGroupsResponse> CountTalentGroups(
    const feed::Journal& journal, const CallContext& call,
    const v1::CountTalentGroupsRequest& request) {
  TalentGroupCounts counts(journal.clock().Today());
  auto tx = journal.database().BeginRead(call.deadline);
  if (!tx.ok()) return resource::ReadError(tx.status());
  const absl::Status read = request.talents().empty() ? CountShown(**tx, call, counts)
                                                      : CountNamed(**tx, call, request, counts);
  RETURN_IF_ERROR(resource::ReadError(read));
  return counts.ToProto();
}

}  // namespace houniao::talent
