#include "services/talent/import/columns.h"

#include <string>

#include "absl/container/flat_hash_map.h"

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/codes/education.h"
#include "common/codes/normalize.h"
#include "services/talent/import/cells.h"

namespace houniao::talent {
namespace {

using Cell = absl::string_view;
using type::v1::EngagementForm;
using type::v1::FeeModel;

constexpr int64_t kMostFen = 100000000000;

// The setters of texts, days and yes-or-no cells differ by their field alone.
#define SET_TEXT(target) \
  [](Cell cell, ImportRow& row) { return (row.target(std::string(cell)), absl::OkStatus()); }
#define SET_DATE(target)                             \
  [](Cell cell, ImportRow& row) -> absl::Status {    \
    ASSIGN_OR_RETURN(*row.target(), ReadDate(cell)); \
    return absl::OkStatus();                         \
  }
#define SET_YES_NO(target)                             \
  [](Cell cell, ImportRow& row) -> absl::Status {      \
    ASSIGN_OR_RETURN(const bool yes, ReadYesNo(cell)); \
    row.target(yes);                                   \
    return absl::OkStatus();                           \
  }

// Reads every item of a list into a repeated field, which is emptied first.
template <typename List, typename Read>
absl::Status FillList(const std::vector<std::string>& items, List* list, Read read) {
  list->Clear();
  for (const std::string& item : items) {
    ASSIGN_OR_RETURN(*list->Add(), read(item));
  }
  return absl::OkStatus();
}

// The same for lists of enums, which are lists of numbers.
absl::Status FillEnums(Cell cell, google::protobuf::RepeatedField<int>* list, Names names,
                       Cell expected) {
  list->Clear();
  for (const std::string& item : ReadCodeList(cell)) {
    ASSIGN_OR_RETURN(const int value, ReadName(item, names, expected));
    list->Add(value);
  }
  return absl::OkStatus();
}

absl::Status SetSex(Cell cell, ImportRow& row) {
  static constexpr std::pair<Cell, int> kNames[] = {
      {"男", 1}, {"1", 1},      {"male", 1},   {"m", 1},           {"男性", 1}, {"女", 2},
      {"2", 2},  {"female", 2}, {"f", 2},      {"女性", 2},        {"未知", 0}, {"未知的性别", 0},
      {"0", 0},  {"9", 9},      {"未说明", 9}, {"未说明的性别", 9}};
  ASSIGN_OR_RETURN(const int sex, ReadName(cell, kNames, "男, 女, 未知 or 未说明"));
  row.talent.set_sex(static_cast<v1::Talent::Sex>(sex));
  return absl::OkStatus();
}

absl::Status SetNationality(Cell cell, ImportRow& row) {
  const std::string code = codes::NormalizeCode(cell);
  row.talent.set_nationality(code == "中国" || code == "中华人民共和国" ? "CHN" : code);
  return absl::OkStatus();
}

absl::Status SetIdType(Cell cell, ImportRow& row) {
  using Document = v1::IdentityDocument;
  static constexpr std::pair<Cell, int> kNames[] = {
      {"居民身份证", Document::CITIZEN_ID},
      {"身份证", Document::CITIZEN_ID},
      {"护照", Document::PASSPORT},
      {"港澳证件", Document::HONG_KONG_MACAO_PERMIT},
      {"港澳居民来往内地通行证", Document::HONG_KONG_MACAO_PERMIT},
      {"台湾证件", Document::TAIWAN_PERMIT},
      {"台湾居民来往大陆通行证", Document::TAIWAN_PERMIT},
      {"外国人永久居留身份证", Document::PERMANENT_RESIDENCE}};
  ASSIGN_OR_RETURN(
      const int type,
      ReadName(cell, kNames, "居民身份证, 护照, 港澳证件, 台湾证件 or 外国人永久居留身份证"));
  row.talent.mutable_identity_document()->set_type(static_cast<Document::Type>(type));
  return absl::OkStatus();
}

absl::Status SetIdNumber(Cell cell, ImportRow& row) {
  v1::IdentityDocument& document = *row.talent.mutable_identity_document();
  document.set_number(codes::NormalizeCode(cell));
  if (document.type() == v1::IdentityDocument::TYPE_UNSPECIFIED) {
    document.set_type(v1::IdentityDocument::CITIZEN_ID);
  }
  return absl::OkStatus();
}

absl::Status SetRegion(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const std::string code, ReadRegion(cell));
  row.talent.set_region(code);
  return absl::OkStatus();
}

absl::Status SetEmploymentStatus(Cell cell, ImportRow& row) {
  using namespace type::v1;  // NOLINT: seven long names
  static constexpr std::pair<Cell, int> kNames[] = {
      {"事业单位", EMPLOYMENT_STATUS_PUBLIC_INSTITUTION},
      {"公务员", EMPLOYMENT_STATUS_CIVIL_SERVANT},
      {"企业", EMPLOYMENT_STATUS_ENTERPRISE},
      {"退休", EMPLOYMENT_STATUS_RETIRED},
      {"境外", EMPLOYMENT_STATUS_ABROAD},
      {"在读", EMPLOYMENT_STATUS_STUDENT},
      {"自由职业", EMPLOYMENT_STATUS_SELF_EMPLOYED}};
  ASSIGN_OR_RETURN(const int status,
                   ReadName(cell, kNames, "事业单位, 公务员, 企业, 退休, 境外, 在读 or 自由职业"));
  row.talent.mutable_employment()->set_status(static_cast<EmploymentStatus>(status));
  return absl::OkStatus();
}

absl::Status SetUnitCreditCode(Cell cell, ImportRow& row) {
  row.talent.mutable_employment()->set_employer_credit_code(codes::NormalizeCode(cell));
  return absl::OkStatus();
}

absl::Status SetEducationLevel(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const std::string code, ReadEducationLevel(cell));
  row.talent.set_education_level(code);
  return absl::OkStatus();
}

absl::Status SetDegree(Cell cell, ImportRow& row) {
  static constexpr std::pair<Cell, int> kNames[] = {{"无", v1::DEGREE_UNSPECIFIED},
                                                    {"学士", v1::DEGREE_BACHELOR},
                                                    {"硕士", v1::DEGREE_MASTER},
                                                    {"博士", v1::DEGREE_DOCTOR}};
  ASSIGN_OR_RETURN(const int degree, ReadName(cell, kNames, "学士, 硕士, 博士 or 无"));
  row.talent.set_degree(static_cast<v1::Degree>(degree));
  return absl::OkStatus();
}

// The one education that a file describes; the level and degree of the profile belong to it.
v1::Education& TheEducation(ImportRow& row) {
  if (row.talent.educations().empty()) row.talent.add_educations();
  return *row.talent.mutable_educations(0);
}

absl::Status SetSchool(Cell cell, ImportRow& row) {
  row.talent.clear_educations();
  v1::Education& education = TheEducation(row);
  education.set_institution(std::string(cell));
  education.set_education_level(row.talent.education_level());
  education.set_degree(row.talent.degree());
  return absl::OkStatus();
}

absl::Status SetMajor(Cell cell, ImportRow& row) {
  TheEducation(row).set_major(std::string(cell));
  return absl::OkStatus();
}

absl::Status SetGraduationDate(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(*TheEducation(row).mutable_end_date(), ReadDate(cell));
  return absl::OkStatus();
}

absl::Status SetTitles(Cell cell, ImportRow& row) {
  row.talent.clear_titles();
  for (const std::string& item : ReadCodeList(cell)) {
    v1::ProfessionalTitle& title = *row.talent.add_titles();
    title.set_title(item);
    // Ranks 1 to 4 of the table are the levels of the API.
    const auto rank = codes::RankOfTitle(item).value_or(codes::TitleRank::kNone);
    title.set_level(static_cast<v1::ProfessionalTitle::Level>(static_cast<int>(rank)));
  }
  return absl::OkStatus();
}

absl::Status SetForms(Cell cell, ImportRow& row) {
  using namespace type::v1;  // NOLINT: ten long names
  static constexpr std::pair<Cell, int> kNames[] = {
      {"顾问指导", ENGAGEMENT_FORM_CONSULTING}, {"短期兼职", ENGAGEMENT_FORM_PART_TIME},
      {"候鸟服务", ENGAGEMENT_FORM_SEASONAL},   {"项目合作", ENGAGEMENT_FORM_PROJECT},
      {"周末工程师", ENGAGEMENT_FORM_WEEKEND},  {"挂职", ENGAGEMENT_FORM_SECONDMENT},
      {"退休特聘", ENGAGEMENT_FORM_RETIREE},    {"技术入股", ENGAGEMENT_FORM_EQUITY},
      {"对口支援", ENGAGEMENT_FORM_PAIRED_AID}, {"飞地引才", ENGAGEMENT_FORM_ENCLAVE}};
  return FillEnums(cell, row.talent.mutable_flexible_terms()->mutable_forms(), kNames,
                   "顾问指导, 短期兼职, 候鸟服务, 项目合作, 周末工程师, 挂职, 退休特聘, 技术入股, "
                   "对口支援 or 飞地引才");
}

absl::Status SetDaysPerYear(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const int days, ReadCount(cell, 366));
  row.talent.mutable_flexible_terms()->set_days_per_year(days);
  return absl::OkStatus();
}

absl::Status SetRemoteShare(Cell cell, ImportRow& row) {
  std::string text = codes::NormalizeCode(cell);
  if (absl::EndsWith(text, "%")) text.pop_back();
  ASSIGN_OR_RETURN(const int64_t share, ReadHundredths(text, 10000));
  row.talent.mutable_flexible_terms()->set_remote_share_bp(static_cast<int>(share));
  return absl::OkStatus();
}

absl::Status SetFeeModels(Cell cell, ImportRow& row) {
  static constexpr std::pair<Cell, int> kNames[] = {{"按日", type::v1::FEE_MODEL_DAILY},
                                                    {"按项目", type::v1::FEE_MODEL_PROJECT},
                                                    {"股权", type::v1::FEE_MODEL_EQUITY},
                                                    {"无偿", type::v1::FEE_MODEL_UNPAID}};
  return FillEnums(cell, row.talent.mutable_flexible_terms()->mutable_fee_models(), kNames,
                   "按日, 按项目, 股权 or 无偿");
}

absl::Status SetDayFee(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const int64_t fen, ReadHundredths(cell, kMostFen));
  row.talent.mutable_flexible_terms()->set_day_fee_fen(fen);
  return absl::OkStatus();
}

absl::Status SetTripsPerYear(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const int trips, ReadCount(cell, 366));
  row.talent.mutable_flexible_terms()->mutable_travel()->set_trips_per_year(trips);
  return absl::OkStatus();
}

v1::NativePlaceTie& TheTie(ImportRow& row) {
  if (row.talent.native_place_ties().empty()) row.talent.add_native_place_ties();
  return *row.talent.mutable_native_place_ties(0);
}

absl::Status SetTieRegion(Cell cell, ImportRow& row) {
  ASSIGN_OR_RETURN(const std::string code, ReadRegion(cell));
  row.talent.clear_native_place_ties();
  TheTie(row).set_region(code);
  return absl::OkStatus();
}

absl::Status SetTieRelation(Cell cell, ImportRow& row) {
  using Tie = v1::NativePlaceTie;
  static constexpr std::pair<Cell, int> kNames[] = {{"祖籍", Tie::ANCESTRY},
                                                    {"成长", Tie::UPBRINGING},
                                                    {"求学", Tie::UPBRINGING},
                                                    {"工作", Tie::WORKED},
                                                    {"亲属", Tie::RELATIVE}};
  ASSIGN_OR_RETURN(const int relation, ReadName(cell, kNames, "祖籍, 成长, 工作 or 亲属"));
  TheTie(row).set_relation(static_cast<Tie::Relation>(relation));
  return absl::OkStatus();
}

absl::Status SetTieEvidence(Cell cell, ImportRow& row) {
  TheTie(row).set_evidence(std::string(cell));
  return absl::OkStatus();
}

absl::Status SetReturnIntention(Cell cell, ImportRow& row) {
  using Tie = v1::NativePlaceTie;
  static constexpr std::pair<Cell, int> kNames[] = {{"不愿", Tie::UNWILLING},
                                                    {"柔性", Tie::FLEXIBLE},
                                                    {"开放", Tie::OPEN},
                                                    {"计划", Tie::PLANNED}};
  ASSIGN_OR_RETURN(const int wish, ReadName(cell, kNames, "不愿, 柔性, 开放 or 计划"));
  TheTie(row).set_return_intention(static_cast<Tie::ReturnIntention>(wish));
  return absl::OkStatus();
}

v1::Recognition& TheRecognition(ImportRow& row) {
  row.has_recognition = true;
  return row.recognition;
}

absl::Status SetRecognitionDate(Cell cell, google::type::Date* date) {
  ASSIGN_OR_RETURN(*date, ReadDate(cell));
  return absl::OkStatus();
}

absl::Status SetRoute(Cell cell, ImportRow& row) {
  static constexpr std::pair<Cell, int> kNames[] = {{"目录认定", v1::Recognition::CATALOGUE},
                                                    {"同行评价", v1::Recognition::PEER_REVIEW},
                                                    {"市场评价", v1::Recognition::MARKET},
                                                    {"积分评定", v1::Recognition::POINTS}};
  ASSIGN_OR_RETURN(const int route,
                   ReadName(cell, kNames, "目录认定, 同行评价, 市场评价 or 积分评定"));
  TheRecognition(row).set_route(static_cast<v1::Recognition::Route>(route));
  return absl::OkStatus();
}

// A consent counts from the start of its day.
absl::Status AddConsent(Cell cell, v1::Consent::Purpose purpose, ImportRow& row) {
  ASSIGN_OR_RETURN(const google::type::Date date, ReadDate(cell));
  v1::Consent consent;
  consent.set_purpose(purpose);
  consent.set_notice_version(row.consent_notice);
  const absl::CivilDay day(date.year(), date.month(), date.day());
  *consent.mutable_given_time() = ToTimestamp(ShanghaiMidnight(day));
  row.consents.push_back(std::move(consent));
  return absl::OkStatus();
}

#define SET_CONSENT(purpose) \
  [](Cell cell, ImportRow& row) { return AddConsent(cell, v1::Consent::purpose, row); }

// Columns that another depends on stand before it: a notice before the consents.
std::vector<ImportColumn> MakeColumns() {
  return {
      {"external_id", "人员编号", "external_id", SET_TEXT(talent.set_external_id)},
      {"talent_id", "档案号", "name", SET_TEXT(talent_id.assign)},
      {"display_name", "姓名", "display_name", SET_TEXT(talent.set_display_name)},
      {"sex", "性别", "sex", &SetSex},
      {"birth_date", "出生日期", "birth_date", SET_DATE(talent.mutable_birth_date)},
      {"nationality", "国籍", "nationality", &SetNationality},
      {"id_type", "证件类型", "identity_document.type", &SetIdType},
      {"id_number", "证件号码", "identity_document.number", &SetIdNumber},
      {"phone", "电话", "contact_details.phone",
       SET_TEXT(talent.mutable_contact_details()->set_phone)},
      {"email", "邮箱", "contact_details.email",
       SET_TEXT(talent.mutable_contact_details()->set_email)},
      {"address", "通讯地址", "contact_details.address",
       SET_TEXT(talent.mutable_contact_details()->set_address)},
      {"region", "所在地", "region", &SetRegion},
      {"employment_status", "工作状态", "employment.status", &SetEmploymentStatus},
      {"unit", "工作单位", "employment.unit_name",
       SET_TEXT(talent.mutable_employment()->set_unit_name)},
      {"unit_credit_code", "单位信用代码", "employment.employer_credit_code", &SetUnitCreditCode},
      {"post", "职务", "employment.post", SET_TEXT(talent.mutable_employment()->set_post)},
      {"employment_start_date", "入职日期", "employment.start_date",
       SET_DATE(talent.mutable_employment()->mutable_start_date)},
      {"retire_date", "退休日期", "employment.retire_date",
       SET_DATE(talent.mutable_employment()->mutable_retire_date)},
      {"home_unit_consent_needed", "需单位同意", "home_unit_consent.needed",
       SET_YES_NO(talent.mutable_home_unit_consent()->set_needed)},
      {"home_unit_consent_given", "单位已同意", "home_unit_consent.given",
       SET_YES_NO(talent.mutable_home_unit_consent()->set_given)},
      {"home_unit_consent_until", "单位同意期限", "home_unit_consent.expire_date",
       SET_DATE(talent.mutable_home_unit_consent()->mutable_expire_date)},
      {"academician", "院士", "academician", SET_YES_NO(talent.set_academician)},
      {"education_level", "学历", "education_level", &SetEducationLevel},
      {"degree", "学位", "degree", &SetDegree},
      {"school", "毕业院校", "educations[0].institution", &SetSchool},
      {"major", "专业", "educations[0].major", &SetMajor},
      {"graduation_date", "毕业日期", "educations[0].end_date", &SetGraduationDate},
      {"title", "职称", "titles", &SetTitles},
      {"research_fields", "研究方向", "research_fields",
       [](Cell cell, ImportRow& row) {
         row.talent.clear_research_fields();
         for (std::string& item : ReadCodeList(cell)) {
           row.talent.add_research_fields(std::move(item));
         }
         return absl::OkStatus();
       }},
      {"skills", "技能", "skills",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadCodeList(cell), row.talent.mutable_skills(), &ReadSkill);
       }},
      {"industries", "行业", "industries",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadCodeList(cell), row.talent.mutable_industries(), &ReadIndustry);
       }},
      {"experiences", "工作经历", "work_experiences",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadList(cell), row.talent.mutable_work_experiences(), &ReadExperience);
       }},
      {"honours", "荣誉", "honours",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadList(cell), row.talent.mutable_honours(), &ReadHonour);
       }},
      {"interest_credit_codes", "关联单位", "interest_credit_codes",
       [](Cell cell, ImportRow& row) {
         row.talent.clear_interest_credit_codes();
         for (const std::string& item : ReadCodeList(cell)) {
           row.talent.add_interest_credit_codes(codes::NormalizeCode(item));
         }
         return absl::OkStatus();
       }},
      {"forms", "柔性方式", "flexible_terms.forms", &SetForms},
      {"days_per_year", "年服务天数", "flexible_terms.days_per_year", &SetDaysPerYear},
      {"seasons", "服务季节", "flexible_terms.seasons",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadCodeList(cell), row.talent.mutable_flexible_terms()->mutable_seasons(),
                         &ReadSeason);
       }},
      {"weekend_only", "仅休息日", "flexible_terms.weekend_only",
       SET_YES_NO(talent.mutable_flexible_terms()->set_weekend_only)},
      {"remote_share", "远程比例", "flexible_terms.remote_share_bp", &SetRemoteShare},
      {"fee_models", "报酬方式", "flexible_terms.fee_models", &SetFeeModels},
      {"day_fee", "日酬金", "flexible_terms.day_fee_fen", &SetDayFee},
      {"service_regions", "服务地区", "flexible_terms.regions",
       [](Cell cell, ImportRow& row) {
         return FillList(ReadCodeList(cell), row.talent.mutable_flexible_terms()->mutable_regions(),
                         &ReadRegion);
       }},
      {"trips_per_year", "年往返次数", "flexible_terms.travel.trips_per_year", &SetTripsPerYear},
      {"host_pays_fare", "接待方付路费", "flexible_terms.travel.host_pays_fare",
       SET_YES_NO(talent.mutable_flexible_terms()->mutable_travel()->set_host_pays_fare)},
      {"host_provides_lodging", "接待方供住宿", "flexible_terms.travel.host_provides_lodging",
       SET_YES_NO(talent.mutable_flexible_terms()->mutable_travel()->set_host_provides_lodging)},
      {"tie_region", "乡情地", "native_place_ties[0].region", &SetTieRegion},
      {"tie_relation", "乡情关系", "native_place_ties[0].relation", &SetTieRelation},
      {"tie_evidence", "乡情依据", "native_place_ties[0].evidence", &SetTieEvidence},
      {"return_intention", "回乡意愿", "native_place_ties[0].return_intention",
       &SetReturnIntention},
      {"integrity_until", "失信截止", "integrity_record_end_date",
       SET_DATE(talent.mutable_integrity_record_end_date)},
      {"source", "来源", "source", SET_TEXT(talent.set_source)},
      {"recognition_scheme", "认定办法", "recognition.scheme",
       [](Cell cell, ImportRow& row) {
         TheRecognition(row).set_scheme(std::string(cell));
         return absl::OkStatus();
       }},
      {"recognition_tier", "认定层次", "recognition.tier",
       [](Cell cell, ImportRow& row) {
         TheRecognition(row).set_tier(codes::NormalizeCode(cell));
         return absl::OkStatus();
       }},
      {"recognition_from", "认定起", "recognition.start_date",
       [](Cell cell, ImportRow& row) {
         return SetRecognitionDate(cell, TheRecognition(row).mutable_start_date());
       }},
      {"recognition_to", "认定止", "recognition.end_date",
       [](Cell cell, ImportRow& row) {
         return SetRecognitionDate(cell, TheRecognition(row).mutable_end_date());
       }},
      {"recognition_route", "认定途径", "recognition.route", &SetRoute},
      {"recognition_issuer", "认定机构", "recognition.issuer",
       [](Cell cell, ImportRow& row) {
         TheRecognition(row).set_issuer(std::string(cell));
         return absl::OkStatus();
       }},
      {"consent_notice", "告知书版本", "consents.notice_version", SET_TEXT(consent_notice.assign)},
      {"share_consent_date", "同意共享日期", "consents[SHARE_WITH_EMPLOYERS].given_time",
       SET_CONSENT(SHARE_WITH_EMPLOYERS)},
      {"outreach_consent_date", "同意联络日期", "consents[OUTREACH].given_time",
       SET_CONSENT(OUTREACH)},
      {"push_consent_date", "同意推送日期", "consents[PUSH].given_time", SET_CONSENT(PUSH)},
      {"automated_consent_date", "同意自动决定日期", "consents[AUTOMATED_DECISION].given_time",
       SET_CONSENT(AUTOMATED_DECISION)},
      {"sensitive_consent_date", "同意敏感信息日期", "consents[SENSITIVE_DATA].given_time",
       SET_CONSENT(SENSITIVE_DATA)},
      {"manual_matching_date", "拒绝自动匹配日期", "consents[MANUAL_MATCHING_ONLY].given_time",
       SET_CONSENT(MANUAL_MATCHING_ONLY)},
  };
}

#undef SET_TEXT
#undef SET_DATE
#undef SET_YES_NO
#undef SET_CONSENT

}  // namespace

const std::vector<ImportColumn>& ImportColumns() {
  static const auto* columns = new std::vector<ImportColumn>(MakeColumns());
  return *columns;
}

const ImportColumn* FindColumnOfField(absl::string_view field) {
  if (absl::StartsWith(field, "consents[") && absl::EndsWith(field, ".notice_version")) {
    return FindImportColumn("consent_notice");
  }
  const ImportColumn* best = nullptr;
  for (const ImportColumn& column : ImportColumns()) {
    const bool within = absl::StartsWith(field, column.field) &&
                        (field.size() == column.field.size() || field[column.field.size()] == '.' ||
                         field[column.field.size()] == '[');
    if (within && (best == nullptr || column.field.size() > best->field.size())) best = &column;
  }
  return best;
}

const ImportColumn* FindImportColumn(absl::string_view name) {
  static const auto* by_name = [] {
    auto* made = new absl::flat_hash_map<std::string, const ImportColumn*>();
    for (const ImportColumn& column : ImportColumns()) {
      made->emplace(codes::NameKey(column.key), &column);
      made->emplace(codes::NameKey(column.title), &column);
    }
    return made;
  }();
  const auto found = by_name->find(codes::NameKey(name));
  return found == by_name->end() ? nullptr : found->second;
}

}  // namespace houniao::talent
