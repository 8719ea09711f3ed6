// What an applicant brings to a case, as options of `case open` and `case update`.
#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"

#include "services/talentctl/session.h"

#include "houniao/benefits/v1/case.pb.h"

namespace houniao::talentctl {

struct CaseApplication {
  std::string engagement;
  std::string unit;
  std::vector<std::string> documents;  // key=title
  bool every_document = false;
  std::vector<std::string> awards;
  std::vector<std::string> facts;  // key=value
  std::string payee_name;
  std::string payee_account;
  std::string payee_bank;
  std::string remark;
};

// `application` outlives the parse.
void AddApplicationOptions(CLI::App* command, CaseApplication* application);

// Puts what was given into the case: documents and facts of a key that is there already take its
// place, awards replace those that are there. Appends the paths that were touched, for an update
// mask. Calls the policy service for `every_document`, for which the case names its policy.
absl::Status FillCase(Session& session, const CaseApplication& application,
                      benefits::v1::Case* filled, std::vector<std::string>* paths);

}  // namespace houniao::talentctl
