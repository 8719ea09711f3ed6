// GetTalent of the real talent service on SQLite, MatchTalents over a million talents (the stored
// demands asked in turn: nothing changes; a thousand changes a second; asked for the first time)
// and MatchDemands over a hundred thousand open demands (talents asked in turn; asked for the first
// time), each against an empty gRPC echo, in one run: closed loop, a number of calls outstanding on
// one connection, rounds taken in turn, client and servers on the same cores. Prints the ratios of
// the medians, and everything as JSON.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/empty.pb.h"
#include "google/protobuf/text_format.h"
#include "grpcpp/grpcpp.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/base/status_macros.h"
#include "common/config/settings.h"
#include "common/crypto/keyring.h"
#include "common/db/database.h"
#include "common/observe/log.h"
#include "services/recruitment/demands/kept_matches.h"
#include "services/talent/module.h"
#include "tests/bench/bench_office.h"
#include "tests/bench/closed_loop.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/matching_office.h"
#include "tests/bench/unrest.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::bench {
namespace {

struct Plan {
  int rounds = 7;
  absl::Duration length = absl::Seconds(2);
  int outstanding = 16;
  int talents = 1000;
  int matched_talents = 1000000;
  int open_demands = 100000;
  int changes_per_second = 1000;
  // One subject alone, for a profiler.
  std::string only;
};

// The talent service as houniao-talent serves it.
class TalentOffice {
 public:
  absl::Status Start() {
    db::Options options;
    options.url = absl::StrCat("sqlite:", folder_.path(), "/talent.db");
    ASSIGN_OR_RETURN(database_, db::Open(options));
    ASSIGN_OR_RETURN(module_, talent::Module::Create({*database_, clock_, ids_, keyring_}));
    RETURN_IF_ERROR(module_->Start());
    return office_.emplace().Start(clock_, module_->journal(), module_->services());
  }
  ~TalentOffice() {
    if (module_ != nullptr) module_->Stop();
    office_.reset();
  }

  int port() const { return office_->port(); }
  std::string Authorization() const { return office_->Authorization(); }

 private:
  const Folder folder_;
  SystemClock clock_;
  RandomIds ids_;
  const crypto::Keyring keyring_ = crypto::Keyring::Generate();
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<talent::Module> module_;
  std::optional<BenchOffice> office_;
};

// A profile as a register holds it, about 600 bytes. The person is made up.
constexpr char kTalent[] = R"pb(
  display_name: "沈月华"
  sex: FEMALE
  birth_date { year: 1962 month: 5 day: 4 }
  region: "310115"
  education_level: "11"
  employment { status: EMPLOYMENT_STATUS_RETIRED unit_name: "某电力设计院" post: "总工程师" }
  skills { skill: "energy-storage-pcs" level: SKILL_LEVEL_EXPERT years: 18 }
  skills { skill: "energy-storage-ems" level: SKILL_LEVEL_SKILLED years: 11 }
  industries: "C3849"
  flexible_terms {
    forms: ENGAGEMENT_FORM_SEASONAL
    forms: ENGAGEMENT_FORM_CONSULTING
    days_per_year: 90
    seasons { start_month: 11 start_day: 1 end_month: 3 end_day: 31 }
    fee_models: FEE_MODEL_DAILY
    day_fee_fen: 250000
    regions: "3509"
  }
  contact_details { phone: "13800000001" email: "shen@example.com" }
  research_fields: "储能系统集成"
  source: "bench"
)pb";

absl::Status FillRegister(const std::shared_ptr<grpc::Channel>& channel,
                          const std::string& authorization, int talents) {
  const auto stub = talent::v1::TalentService::NewStub(channel);
  talent::v1::CreateTalentRequest request;
  if (!google::protobuf::TextFormat::ParseFromString(kTalent, request.mutable_talent())) {
    return absl::InternalError("The profile of the benchmark does not parse.");
  }
  for (int number = 0; number < talents; ++number) {
    request.set_talent_id(absl::StrCat("t", number));
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization);
    talent::v1::Talent reply;
    const grpc::Status status = stub->CreateTalent(&context, request, &reply);
    if (!status.ok()) return absl::InternalError(status.error_message());
  }
  return absl::OkStatus();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Figures of one side, over its rounds.
struct Side {
  std::vector<double> calls_per_second;
  std::vector<double> p50_us, p99_us;
  // Per call, of client and server together.
  std::vector<double> cpu_us, waits;
  int64_t calls = 0, failed = 0;

  void Add(const Round& round) {
    calls_per_second.push_back(round.CallsPerSecond());
    p50_us.push_back(round.LatencyUs(0.5));
    p99_us.push_back(round.LatencyUs(0.99));
    const auto all = static_cast<double>(std::max<int64_t>(1, round.calls));
    cpu_us.push_back(absl::ToDoubleMicroseconds(round.cpu) / all);
    waits.push_back(static_cast<double>(round.waits) / all);
    calls += round.calls;
    failed += round.failed;
  }
  std::string Json() const {
    std::vector<std::string> rounds;
    for (const double value : calls_per_second) rounds.push_back(absl::StrFormat("%.0f", value));
    return absl::StrFormat(
        R"({"calls_per_second": %.0f, "p50_us": %.1f, "p99_us": %.1f, "cpu_us": %.1f, )"
        R"("waits": %.2f, "calls": %d, "failed": %d, "rounds": [%s]})",
        Median(calls_per_second), Median(p50_us), Median(p99_us), Median(cpu_us), Median(waits),
        calls, failed, absl::StrJoin(rounds, ", "));
  }
};

// One thing that is measured against the echo: so many calls outstanding.
struct Subject {
  std::string name;
  Target target;
  int outstanding = 16;
  // Of the echo's calls/s, or times the echo's latency; 0: none.
  double goal = 0.8;
  bool by_latency = false;
  // Changes what is asked while it lives; may be null.
  std::function<std::unique_ptr<Unrest>()> disturb = nullptr;
  int64_t changes = 0;
  Side side = {};
  Side echo = {};

  double Ratio() const {
    return by_latency ? Median(side.p50_us) / Median(echo.p50_us)
                      : Median(side.calls_per_second) / Median(echo.calls_per_second);
  }
};

absl::StatusOr<Subject> GetTalentSubject(const TalentOffice& office, const Plan& plan) {
  static const talent::v1::Talent& kReply = *new talent::v1::Talent();
  Subject subject;
  subject.name = "GetTalent";
  subject.outstanding = plan.outstanding;
  subject.target = {OneConnection(office.port()),
                    "/houniao.talent.v1.TalentService/GetTalent",
                    {},
                    &kReply,
                    office.Authorization()};
  RETURN_IF_ERROR(FillRegister(subject.target.channel, subject.target.authorization, plan.talents));
  for (int number = 0; number < plan.talents; ++number) {
    talent::v1::GetTalentRequest request;
    // In no order, so that neighbours do not share a page.
    request.set_name(absl::StrCat("talents/t", number * 7919 % plan.talents));
    subject.target.requests.push_back(request.SerializeAsString());
  }
  return subject;
}

recruitment::v1::MatchTalentsRequest MatchRequest(const std::string& demand, bool with_criteria) {
  recruitment::v1::MatchTalentsRequest request;
  request.set_demand(demand);
  request.set_top_k(20);
  request.mutable_options()->set_omit_criteria(!with_criteria);
  request.mutable_options()->set_omit_gate_counts(true);
  request.mutable_options()->set_omit_eligible_count(true);
  request.mutable_options()->set_omit_display_names(true);
  return request;
}

Subject MatchTalentsSubject(const MatchingOffice& office, const Plan& plan,
                            const std::string& name) {
  static const recruitment::v1::MatchTalentsResponse& kReply =
      *new recruitment::v1::MatchTalentsResponse();
  Subject subject;
  subject.name = name;
  subject.outstanding = plan.outstanding;
  subject.target = {OneConnection(office.port()),
                    "/houniao.recruitment.v1.MatchingService/MatchTalents",
                    {},
                    &kReply,
                    office.Authorization()};
  return subject;
}

// The best 20 for selective demands that are stored, one after the other.
Subject StandingSubject(const MatchingOffice& office, const Plan& plan, const std::string& name,
                        bool with_criteria) {
  Subject subject = MatchTalentsSubject(office, plan, name);
  for (int number = 0; number < MatchingOffice::kSelectiveDemands; ++number) {
    subject.target.requests.push_back(
        MatchRequest(office.selective_demand(number), with_criteria).SerializeAsString());
  }
  return subject;
}

// The same, but no question is one that has been asked before: each leaves out somebody else, who
// does not exist. There are more of them than answers are kept.
Subject FirstQuestionsSubject(const MatchingOffice& office, const Plan& plan) {
  Subject subject = MatchTalentsSubject(office, plan, "MatchTalents asked first");
  subject.goal = 0;
  for (int number = 0; number < 2 * static_cast<int>(recruitment::StandingAnswers::kMostAnswers);
       ++number) {
    recruitment::v1::MatchTalentsRequest request =
        MatchRequest(office.selective_demand(number), false);
    request.mutable_options()->add_excluded_talents(absl::StrCat("talents/nobody-", number));
    subject.target.requests.push_back(request.SerializeAsString());
  }
  return subject;
}

void AddMatchTalents(MatchingOffice& office, const Plan& plan, std::vector<Subject>& subjects) {
  subjects.push_back(StandingSubject(office, plan, "MatchTalents", false));
  subjects.push_back(StandingSubject(office, plan, "MatchTalents while changing", false));
  subjects.back().disturb = [&office, rate = plan.changes_per_second] {
    return office.Disturb(rate);
  };
  subjects.push_back(FirstQuestionsSubject(office, plan));
  subjects.push_back(StandingSubject(office, plan, "MatchTalents with criteria", true));
}

// The best 10 of all open demands, talent after talent; counts by gate are part of the answer.
Subject MatchDemandsSubject(const MatchingOffice& office, const std::string& name,
                            const std::vector<std::string>& talents, bool with_criteria) {
  static const recruitment::v1::MatchDemandsResponse& kReply =
      *new recruitment::v1::MatchDemandsResponse();
  Subject subject;
  subject.name = name;
  subject.outstanding = 1;
  subject.goal = 1.5;
  subject.by_latency = true;
  subject.target = {OneConnection(office.port()),
                    "/houniao.recruitment.v1.MatchingService/MatchDemands",
                    {},
                    &kReply,
                    office.Authorization()};
  for (const std::string& talent : talents) {
    recruitment::v1::MatchDemandsRequest request;
    request.set_talent(talent);
    request.set_omit_criteria(!with_criteria);
    subject.target.requests.push_back(request.SerializeAsString());
  }
  return subject;
}

void AddMatchDemands(const MatchingOffice& office, std::vector<Subject>& subjects) {
  const std::vector<std::string> some = office.SomeTalents(1000);
  subjects.push_back(MatchDemandsSubject(office, "MatchDemands", some, false));
  // By the time a talent comes again its answer has been forgotten for others.
  constexpr size_t kMostAnswers = recruitment::KeptMatches::kMostAnswers;
  const std::vector<std::string> many = office.SomeTalents(static_cast<int>(3 * kMostAnswers));
  if (many.size() > kMostAnswers) {
    subjects.push_back(MatchDemandsSubject(office, "MatchDemands asked first", many, false));
    subjects.back().goal = 0;
  }
  subjects.push_back(MatchDemandsSubject(office, "MatchDemands with criteria", some, true));
}

absl::Status Measure(const Plan& plan, std::vector<Subject>& subjects) {
  const EchoServer echo;
  const google::protobuf::Empty empty;
  const Target echo_target{OneConnection(echo.port()), kEchoMethod, {""}, &empty, ""};
  for (Subject& subject : subjects) {
    if (plan.only.empty()) RunClosedLoop(echo_target, subject.outstanding, plan.length / 2);
    // Questions go on where the round before ended.
    auto asked = static_cast<size_t>(
        RunClosedLoop(subject.target, subject.outstanding, plan.length / 2).calls);
    for (int round = 0; round < plan.rounds; ++round) {
      if (plan.only.empty()) {
        subject.echo.Add(RunClosedLoop(echo_target, subject.outstanding, plan.length));
      }
      const std::unique_ptr<Unrest> unrest = subject.disturb ? subject.disturb() : nullptr;
      const Round own = RunClosedLoop(subject.target, subject.outstanding, plan.length, asked);
      asked += static_cast<size_t>(own.calls);
      subject.side.Add(own);
      if (unrest != nullptr) subject.changes += unrest->changes();
    }
    if (subject.side.failed + subject.echo.failed > 0) {
      return absl::InternalError(
          absl::StrCat(subject.name, ": some calls failed; the figures would mean nothing."));
    }
  }
  return absl::OkStatus();
}

std::string GoalText(const Subject& subject) {
  if (subject.goal == 0) return "";
  return absl::StrFormat(" (goal %s%.2f)", subject.by_latency ? "at most " : "", subject.goal);
}

void Print(const Plan& plan, const Subject& subject) {
  if (!plan.only.empty()) {
    std::printf("%s %s\n", subject.name.c_str(), subject.side.Json().c_str());
    return;
  }
  if (subject.by_latency) {
    std::printf("%s %.1f us (p99 %.1f), empty echo %.1f us: ratio %.2f%s\n", subject.name.c_str(),
                Median(subject.side.p50_us), Median(subject.side.p99_us),
                Median(subject.echo.p50_us), subject.Ratio(), GoalText(subject).c_str());
  } else {
    std::printf("%s %.0f calls/s, empty echo %.0f calls/s: ratio %.2f%s\n", subject.name.c_str(),
                Median(subject.side.calls_per_second), Median(subject.echo.calls_per_second),
                subject.Ratio(), GoalText(subject).c_str());
  }
  std::printf(
      R"({"benchmark": "rpc", "what": "%s", "ratio": %.3f, "goal": %.1f, "by": "%s", )"
      R"("outstanding": %d, "connections": 1, "rounds": %d, "round_seconds": %.1f, )"
      R"("changes": %d, "talents": %d, "matched_talents": %d, "open_demands": %d, "engine": "sqlite", )"
      R"("cores": %u, "grpc": "%s", "subject": %s, "echo": %s})"
      "\n",
      subject.name.c_str(), subject.Ratio(), subject.goal,
      subject.by_latency ? "latency" : "throughput", subject.outstanding, plan.rounds,
      absl::ToDoubleSeconds(plan.length), static_cast<int>(subject.changes), plan.talents,
      plan.matched_talents, plan.open_demands, std::thread::hardware_concurrency(),
      grpc::Version().c_str(), subject.side.Json().c_str(), subject.echo.Json().c_str());
}

bool IsWanted(const Plan& plan, absl::string_view subjects) {
  return plan.only.empty() || absl::StartsWith(plan.only, subjects);
}

absl::Status Run(const Plan& plan) {
  observe::SetupLog({observe::LogFormat::kConsole, observe::Severity::kWarning});
  std::vector<Subject> subjects;
  TalentOffice talent;
  if (IsWanted(plan, "GetTalent")) {
    RETURN_IF_ERROR(talent.Start());
    ASSIGN_OR_RETURN(Subject subject, GetTalentSubject(talent, plan));
    subjects.push_back(std::move(subject));
  }
  MatchingOffice matching;
  if (IsWanted(plan, "Match")) {
    RETURN_IF_ERROR(matching.Start(plan.matched_talents, plan.open_demands));
    AddMatchTalents(matching, plan, subjects);
    AddMatchDemands(matching, subjects);
  }
  std::erase_if(subjects, [&plan](const Subject& subject) {
    return !plan.only.empty() && plan.only != subject.name;
  });
  RETURN_IF_ERROR(Measure(plan, subjects));
  for (const Subject& subject : subjects) Print(plan, subject);
  return absl::OkStatus();
}

}  // namespace
}  // namespace houniao::bench

int main(int argc, char** argv) {
  using namespace houniao;
  bench::Plan plan;
  config::Settings settings("bench_rpc", "Measures calls against an empty gRPC echo.");
  settings.Bind("rounds", &plan.rounds, "Rounds of each side; the medians count.",
                {.check = config::InRange(1, 1000)});
  settings.Bind("length", &plan.length, "Length of a round.", {.check = config::Positive()});
  settings.Bind("outstanding", &plan.outstanding, "Calls at once on the one connection.",
                {.check = config::InRange(1, 90)});
  settings.Bind("talents", &plan.talents, "Size of the register.",
                {.check = config::InRange(1, 1000000)});
  settings.Bind("matched_talents", &plan.matched_talents, "Talents that are matched.",
                {.check = config::InRange(1, 20000000)});
  settings.Bind("open_demands", &plan.open_demands, "Open demands.",
                {.check = config::InRange(1, 1000000)});
  settings.Bind("only", &plan.only,
                "One subject alone, by its name, without the echo, for a profiler.");
  settings.Bind("changes_per_second", &plan.changes_per_second,
                "Changes of the population in `MatchTalents while changing`.",
                {.check = config::InRange(1, 100000)});
  if (const std::optional<int> exit = settings.Parse(argc, argv)) return *exit;
  const absl::Status status = bench::Run(plan);
  if (status.ok()) return config::kExitOk;
  std::fprintf(stderr, "bench_rpc: %s\n", std::string(status.message()).c_str());
  return config::kExitFailure;
}
