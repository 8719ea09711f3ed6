// Titles of a judged collection through the public interface: each title of the corpus becomes a
// talent in that post, each query a demand for it, and what MatchTalents answers is measured
// against the judgements beside BM25. The people are made up.
//
//     title_relevance TARGET TOKEN_FILE FOLDER RUN_FILE
//
// RUN_FILE gets the ranking (query Q0 title place score tag). Ends with 1 if the goal is missed.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "grpcpp/grpcpp.h"

#include "common/base/status_macros.h"
#include "tests/bench/relevance.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::bench {
namespace {

namespace rpb = ::houniao::recruitment::v1;
namespace tpb = ::houniao::talent::v1;

constexpr double kGoal = 1.25;     // of the MAP of BM25
constexpr int kMostRanked = 1000;  // that MatchTalents gives at once

class Office {
 public:
  Office(const std::string& target, const std::string& token) : token_(token) {
    const auto channel = grpc::CreateChannel(target, grpc::InsecureChannelCredentials());
    talents_ = tpb::TalentService::NewStub(channel);
    consents_ = tpb::ConsentService::NewStub(channel);
    demands_ = rpb::DemandService::NewStub(channel);
    matching_ = rpb::MatchingService::NewStub(channel);
  }

  // A person in a post who may be shown, comes in any form and on any day.
  absl::Status AddTalent(const TitleRow& row) {
    tpb::CreateTalentRequest request;
    request.set_talent_id(TalentId(row.id));
    tpb::Talent& talent = *request.mutable_talent();
    talent.set_display_name("演示人员");
    talent.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE);
    talent.mutable_employment()->set_post(row.title);
    talent.mutable_flexible_terms()->add_forms(houniao::type::v1::ENGAGEMENT_FORM_CONSULTING);
    RETURN_IF_ERROR(Call<tpb::Talent>([&](grpc::ClientContext* context, tpb::Talent* reply) {
                      return talents_->CreateTalent(context, request, reply);
                    }).status());
    tpb::CreateConsentRequest consent;
    consent.set_parent(absl::StrCat("talents/", TalentId(row.id)));
    consent.mutable_consent()->set_purpose(tpb::Consent::SHARE_WITH_EMPLOYERS);
    consent.mutable_consent()->set_notice_version("1");
    return Call<tpb::Consent>([&](grpc::ClientContext* context, tpb::Consent* reply) {
             return consents_->CreateConsent(context, consent, reply);
           })
        .status();
  }

  absl::Status AddEmployer() {
    rpb::CreateEmployerRequest request;
    request.set_employer_id("relevance");
    request.mutable_employer()->set_credit_code("91350982MADEM037X0");
    request.mutable_employer()->set_title("演示有限公司");
    request.mutable_employer()->set_industry("C3849");
    request.mutable_employer()->set_region("350902");
    return Call<rpb::Employer>([&](grpc::ClientContext* context, rpb::Employer* reply) {
             return demands_->CreateEmployer(context, request, reply);
           })
        .status();
  }

  // A demand that is scored by the title of the post alone.
  absl::Status AddDemand(const TitleRow& query) {
    rpb::CreateDemandRequest request;
    request.set_demand_id(absl::StrCat("q-", query.id));
    rpb::Demand& demand = *request.mutable_demand();
    demand.set_employer("employers/relevance");
    demand.set_title(query.title);
    demand.set_headcount(1);
    for (int criterion = rpb::Criterion_MIN + 1; criterion <= rpb::Criterion_MAX; ++criterion) {
      if (!rpb::Criterion_IsValid(criterion)) continue;
      rpb::CriterionWeight& weight = *demand.mutable_scoring_weights()->add_weights();
      weight.set_criterion(static_cast<rpb::Criterion>(criterion));
      weight.set_weight(criterion == rpb::CRITERION_POST_TITLE ? 1 : 0);
    }
    return Call<rpb::Demand>([&](grpc::ClientContext* context, rpb::Demand* reply) {
             return demands_->CreateDemand(context, request, reply);
           })
        .status();
  }

  absl::StatusOr<rpb::MatchTalentsResponse> Match(const TitleRow& query, int top_k) {
    rpb::MatchTalentsRequest request;
    request.set_demand(absl::StrCat("demands/q-", query.id));
    request.set_top_k(top_k);
    request.mutable_options()->set_omit_criteria(true);
    request.mutable_options()->set_omit_display_names(true);
    return Call<rpb::MatchTalentsResponse>(
        [&](grpc::ClientContext* context, rpb::MatchTalentsResponse* reply) {
          return matching_->MatchTalents(context, request, reply);
        });
  }

  // Ids of a corpus are numbers; as names they sort like them.
  static std::string TalentId(const std::string& id) {
    return absl::StrCat("c-", std::string(id.size() < 8 ? 8 - id.size() : 0, '0'), id);
  }

 private:
  template <typename Reply, typename Function>
  absl::StatusOr<Reply> Call(Function f) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
    context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
    Reply reply;
    const grpc::Status status = f(&context, &reply);
    if (status.ok()) return reply;
    return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  }

  const std::string token_;
  std::unique_ptr<tpb::TalentService::Stub> talents_;
  std::unique_ptr<tpb::ConsentService::Stub> consents_;
  std::unique_ptr<rpb::DemandService::Stub> demands_;
  std::unique_ptr<rpb::MatchingService::Stub> matching_;
};

// Matching follows the register: until it has seen everybody.
absl::Status WaitForAll(Office& office, const Judgements& judgements) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < until) {
    ASSIGN_OR_RETURN(const auto reply, office.Match(judgements.queries.front(), 1));
    if (reply.eligible_count() == static_cast<int64_t>(judgements.titles.size())) {
      return absl::OkStatus();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return absl::DeadlineExceededError("Not every talent became eligible.");
}

absl::Status Load(Office& office, const Judgements& judgements) {
  RETURN_IF_ERROR(office.AddEmployer());
  for (const TitleRow& query : judgements.queries) RETURN_IF_ERROR(office.AddDemand(query));
  for (const TitleRow& row : judgements.titles) RETURN_IF_ERROR(office.AddTalent(row));
  return WaitForAll(office, judgements);
}

absl::StatusOr<Run> Rank(Office& office, const Judgements& judgements, std::ostream& out) {
  std::map<std::string, std::string> ids;
  for (const TitleRow& row : judgements.titles) {
    ids.emplace(absl::StrCat("talents/", Office::TalentId(row.id)), row.id);
  }
  Run run;
  for (const TitleRow& query : judgements.queries) {
    ASSIGN_OR_RETURN(const auto reply, office.Match(query, kMostRanked));
    for (const rpb::Candidate& candidate : reply.candidates()) {
      const std::string& id = ids.at(candidate.talent());
      run[query.id].push_back(id);
      out << query.id << " Q0 " << id << ' ' << candidate.rank() << ' ' << candidate.score()
          << " houniao\n";
    }
  }
  return run;
}

absl::StatusOr<bool> Report(const std::vector<std::string>& arguments) {
  std::ifstream token_file(arguments[1]);
  std::stringstream token;
  token << token_file.rdbuf();
  ASSIGN_OR_RETURN(const Judgements judgements, ReadJudgements(arguments[2]));
  if (judgements.queries.empty() || judgements.titles.empty()) {
    return absl::InvalidArgumentError("There are no queries or no titles.");
  }
  Office office(arguments[0], std::string(absl::StripAsciiWhitespace(token.str())));
  const auto start = std::chrono::steady_clock::now();
  RETURN_IF_ERROR(Load(office, judgements));
  const auto loaded = std::chrono::steady_clock::now();
  std::ofstream out(arguments[3]);
  ASSIGN_OR_RETURN(const Run run, Rank(office, judgements, out));
  const auto ranked = std::chrono::steady_clock::now();
  const Relevance ours = Measure(judgements, run);
  const Relevance lexical = Measure(judgements, RankByBm25(judgements));
  const auto seconds = [](auto from, auto to) {
    return std::chrono::duration<double>(to - from).count();
  };
  absl::PrintF("%d queries, %d titles; loaded in %.1f s, ranked in %.2f s (the best %d of each)\n",
               ours.queries, judgements.titles.size(), seconds(start, loaded),
               seconds(loaded, ranked), kMostRanked);
  absl::PrintF("%-32s %8s %8s\n", "", "MAP", "nDCG@10");
  absl::PrintF("%-32s %8.4f %8.4f\n", "MatchTalents, title alone", ours.mean_average_precision,
               ours.ndcg_at_10);
  absl::PrintF("%-32s %8.4f %8.4f\n", "BM25, characters and pairs", lexical.mean_average_precision,
               lexical.ndcg_at_10);
  const double ratio = ours.mean_average_precision / lexical.mean_average_precision;
  absl::PrintF("ratio of MAP %.3f, goal %.2f: %s\n", ratio, kGoal,
               ratio >= kGoal ? "reached" : "missed");
  return ratio >= kGoal;
}

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: title_relevance TARGET TOKEN_FILE FOLDER RUN_FILE\n");
    return 2;
  }
  const auto reached = houniao::bench::Report({argv + 1, argv + argc});
  if (!reached.ok()) {
    std::fprintf(stderr, "title_relevance: %s\n", std::string(reached.status().message()).c_str());
    return 2;
  }
  return *reached ? 0 : 1;
}
