#include "tests/contract/samples.h"

#include "absl/strings/str_replace.h"
#include "google/protobuf/text_format.h"

#include "common/codes/credit_code.h"
#include "tests/support/status_matchers.h"

#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::contract {
namespace {

// A code of a made-up unit in Ningde, by number.
std::string CreditCode(int number) {
  std::string code = absl::StrFormat("91350902%08d", number);
  code.push_back(*codes::OrganizationCodeCheckCharacter(code.substr(8)));
  code.push_back(*codes::CreditCodeCheckCharacter(code));
  return code;
}

template <typename Request>
std::unique_ptr<Message> Make(Office& office, const char* service, const char* method,
                              const std::string& text) {
  Request request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
  const auto* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
  auto reply = office.Call(descriptor->FindMethodByName(method), request);
  EXPECT_OK(reply.status());
  return reply.ok() ? *std::move(reply) : nullptr;
}

std::string MakeTalent(Office& office) {
  const auto made =
      Make<talent::v1::CreateTalentRequest>(office, "houniao.talent.v1.TalentService",
                                            "CreateTalent", "talent { display_name: '高志远' }");
  return made == nullptr ? "" : static_cast<const talent::v1::Talent&>(*made).name();
}

std::string MakeEmployer(Office& office, int number) {
  const auto made = Make<recruitment::v1::CreateEmployerRequest>(
      office, "houniao.recruitment.v1.DemandService", "CreateEmployer",
      absl::StrCat("employer { title: '宁储（演示）有限公司' industry: 'C3849' region: '350902' "
                   "credit_code: '",
                   CreditCode(90000000 + number), "' }"));
  return made == nullptr ? "" : static_cast<const recruitment::v1::Employer&>(*made).name();
}

// Whom employers may be told of.
std::string MakeSharedTalent(Office& office) {
  const std::string talent = MakeTalent(office);
  Make<talent::v1::CreateConsentRequest>(
      office, "houniao.talent.v1.ConsentService", "CreateConsent",
      absl::StrCat("parent: '", talent,
                   "' consent { purpose: SHARE_WITH_EMPLOYERS notice_version: '2026-1' }"));
  return talent;
}

// Published.
std::string MakeDemand(Office& office, int number) {
  const auto made = Make<recruitment::v1::CreateDemandRequest>(
      office, "houniao.recruitment.v1.DemandService", "CreateDemand",
      absl::StrCat("demand { employer: '", MakeEmployer(office, number),
                   "' title: '储能专家' headcount: 2 period { start_date { year: 2026 month: 12 "
                   "day: 1 } end_date { year: 2027 month: 3 day: 31 } } }"));
  if (made == nullptr) return "";
  const std::string name = static_cast<const recruitment::v1::Demand&>(*made).name();
  Make<recruitment::v1::PublishDemandRequest>(office, "houniao.recruitment.v1.DemandService",
                                              "PublishDemand", absl::StrCat("name: '", name, "'"));
  return name;
}

// Made once for each office.
std::string MakePolicy(Office& office) {
  Make<benefits::v1::ApplyPolicyRequest>(
      office, "houniao.benefits.v1.PolicyService", "ApplyPolicy",
      R"pb(
        publish: true
        document {
          policy_id: "contract"
          policy {
            title: "生活补贴"
            issuer: "区人才办"
            category: LIVING
            source { text: "made up for a test" grade: MADE_UP }
          }
          terms {
            effective { start_date { year: 2026 month: 1 day: 1 } }
            awards {
              key: "once"
              title: "一次性补贴"
              amount { once { amount_fen: 100000 } }
            }
            steps {
              key: "approval"
              title: "审批"
              kind: STEP_KIND_APPROVAL
              owner_department: "区人才办"
              promised_working_days: 5
            }
            budget_line: "contract"
          }
        })pb");
  return "policies/contract";
}

int NextNumber() {
  static int number = 0;
  return ++number;
}

}  // namespace

const std::vector<Sample>& Samples() {
  static const auto* const samples = new std::vector<Sample>{
      {"talent.houniao/Talent", "",
       "external_id: 'X-$n' display_name: '李敏' region: '3509' employment { post: '工程师' } "
       "skills { skill: 'energy-storage-pcs' level: SKILL_LEVEL_EXPERT years: 12 }",
       "employment.post", "employment { post: '总工程师' }", "region", "", "",
       "region = \"3509\" AND skills:\"energy-storage-pcs\"", "region = \"31\"",
       "update_time desc"},
      {"talent.houniao/Recognition", "$talent",
       "scheme: 'ningde' tier: '3' start_date { year: 2026 month: 1 day: 1 } issuer: '市人才办'",
       "certificate_number", "certificate_number: 'ND-2026-001'", "issuer", "tier", "tier: '2'",
       "scheme = \"ningde\"", "tier = \"5\"", "start_date desc"},
      {"talent.houniao/Consent", "$talent",
       "purpose: SHARE_WITH_EMPLOYERS notice_version: '2026-1'", "", "", "", "", "",
       "purpose = SHARE_WITH_EMPLOYERS", "purpose = OUTREACH", "given_time"},
      {"talent.houniao/Team", "",
       "external_id: 'T-$n' title: '储能系统团队' leader: '$talent' region: '3509'", "title",
       "title: '储能与微网团队'", "region", "", "", "region = \"3509\"", "region = \"31\"",
       "title"},
      {"recruitment.houniao/Employer", "",
       "credit_code: '$credit' title: '宁储（演示）有限公司' industry: 'C3849' region: '350902' "
       "address: '宁储园区'",
       "description", "description: '储能系统'", "address", "", "", "region = \"350902\"",
       "region = \"350982\"", "credit_code desc"},
      {"recruitment.houniao/Project", "",
       "employer: '$employer' title: '百兆瓦时储能电站' region: '350902'", "title",
       "title: '二期储能电站'", "region", "", "", "region = \"350902\"", "major = true", "title"},
      {"recruitment.houniao/Demand", "",
       "employer: '$employer' title: '储能专家' headcount: 2 urgency: 3 description: '调试'",
       "title", "title: '储能 PCS 专家'", "description", "employer", "employer: '$employer'",
       "urgency = 3", "urgency = 5", "urgency desc"},
      {"recruitment.houniao/Referral", "",
       "demand: '$demand' candidate: '$shared' source: 'clerk:li' score: 8100 rank: 3", "note",
       "note: '周五面谈'", "source", "demand", "demand: '$demand'",
       "source = \"clerk:li\" AND stage = PUT_FORWARD", "stage = WITHDRAWN", "create_time desc"},
      {"benefits.houniao/Budget", "",
       "line: 'line-$n' year: 2026 cap_fen: 100000 source: '区级财政'", "cap_fen",
       "cap_fen: 200000", "source", "year", "year: 2027", "year = 2026", "year = 2027",
       "line desc"},
      {"benefits.houniao/Case", "", "talent: '$talent' policy: '$policy' remark: '首次'",
       "claimed_fen", "claimed_fen: 5000", "remark", "talent", "talent: '$talent'", "state = DRAFT",
       "state = SUBMITTED", "create_time desc"},
  };
  return *samples;
}

std::string FillIn(Office& office, const std::string& text, int number) {
  static auto* const policies = new std::map<Office*, std::string>;
  std::string filled =
      absl::StrReplaceAll(text, {{"$n", absl::StrCat(number)}, {"$credit", CreditCode(number)}});
  if (filled.find("$talent") != std::string::npos) {
    filled = absl::StrReplaceAll(filled, {{"$talent", MakeTalent(office)}});
  }
  if (filled.find("$employer") != std::string::npos) {
    filled = absl::StrReplaceAll(filled, {{"$employer", MakeEmployer(office, NextNumber())}});
  }
  if (filled.find("$shared") != std::string::npos) {
    filled = absl::StrReplaceAll(filled, {{"$shared", MakeSharedTalent(office)}});
  }
  if (filled.find("$demand") != std::string::npos) {
    filled = absl::StrReplaceAll(filled, {{"$demand", MakeDemand(office, NextNumber())}});
  }
  if (filled.find("$policy") != std::string::npos) {
    std::string& policy = (*policies)[&office];
    if (policy.empty()) policy = MakePolicy(office);
    filled = absl::StrReplaceAll(filled, {{"$policy", policy}});
  }
  return filled;
}

}  // namespace houniao::contract
