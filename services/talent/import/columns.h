// clang-format off
// The columns of a talent file: what ImportTalents understands.
//
// The first row of the file names the columns, in English (the key) or in Chinese (the title), in
// any order, case and width; columns that are not needed are left out, and a name that is not in
// this list is refused before any row is read. An empty cell says nothing: on a profile that exists
// the field stays as it is. A filled cell replaces what the field held, lists as a whole.
//
// A row needs `display_name` and a key, `external_id` or `talent_id`, by which it is found again.
// Within a file a key and an identity number stand in one row only.
//
//   key                       title           form of a cell                           example
//   external_id               人员编号        key in the source, <= 64                 ND-2026-0001
//   talent_id                 档案号          last segment of the name [a-z0-9-]       li-min
//   display_name              姓名            <= 100 characters                        李敏
//   sex                       性别            男 女 未知 未说明, or 1 2 0 9            女
//   birth_date                出生日期        DATE                                     1979-04-06
//   nationality               国籍            GB/T 2659 three letters, or 中国         CHN
//   id_type                   证件类型        居民身份证 护照 港澳证件 台湾证件        居民身份证
//                                             外国人永久居留身份证; empty beside a
//                                             number means 居民身份证
//   id_number                 证件号码        GB 11643 for 居民身份证                  35012119...
//   phone                     电话            5-20 digits                              13800000001
//   email                     邮箱            one @                                    a@example.com
//   address                   通讯地址        <= 300
//   region                    所在地          REGION, where the person works now       350104
//   employment_status         工作状态        事业单位 公务员 企业 退休 境外 在读      企业
//                                             自由职业
//   unit                      工作单位        <= 200
//   unit_credit_code          单位信用代码    GB 32100
//   post                      职务            <= 100
//   employment_start_date     入职日期        DATE
//   retire_date               退休日期        DATE, past or planned
//   home_unit_consent_needed  需单位同意      YES/NO                                   是
//   home_unit_consent_given   单位已同意      YES/NO                                   是
//   home_unit_consent_until   单位同意期限    DATE                                     2027-12-31
//   academician               院士            YES/NO
//   education_level           学历            GB/T 4658 two digits, or a name          硕士研究生
//   degree                    学位            学士 硕士 博士 无                        硕士
//   school                    毕业院校        <= 200; one Education is made            福州大学
//   major                     专业            <= 100; needs school                     电气工程
//   graduation_date           毕业日期        DATE; needs school                       2004-06-30
//   title                     职称            LIST of titles; the level is computed    高级工程师
//   research_fields           研究方向        LIST, <= 30
//   skills                    技能            LIST of skill:level:years:last year      见下
//                                             skill: key or name of the skill table
//                                             level: 精通 熟练 一般; all but the skill
//                                             may be left out
//   industries                行业            LIST of GB/T 4754-2017 codes             3849；4415
//   experiences               工作经历        LIST of unit|post|DATE~DATE; the last    某公司|工程师|
//                                             DATE may be left out                     2004-07-01~2012-06-30
//   honours                   荣誉            LIST of title|issuer|DATE
//   interest_credit_codes     关联单位        LIST of credit codes: founded, owned
//   forms                     柔性方式        LIST: 顾问指导 短期兼职 候鸟服务         候鸟服务；项目合作
//                                             项目合作 周末工程师 挂职 退休特聘
//                                             技术入股 对口支援 飞地引才
//   days_per_year             年服务天数      0-366                                    90
//   seasons                   服务季节        LIST of MM-DD~MM-DD, may wrap the year   12-01~03-31
//   weekend_only              仅休息日        YES/NO
//   remote_share              远程比例        percent, at most two decimals            20
//   fee_models                报酬方式        LIST: 按日 按项目 股权 无偿              按日
//   day_fee                   日酬金          yuan, at most two decimals               1500
//   service_regions           服务地区        LIST of REGION                           3509
//   trips_per_year            年往返次数      0-366
//   host_pays_fare            接待方付路费    YES/NO
//   host_provides_lodging     接待方供住宿    YES/NO
//   tie_region                乡情地          REGION; a tie replaces all ties          3509
//   tie_relation              乡情关系        祖籍 成长 工作 亲属; needs tie_region    祖籍
//   tie_evidence              乡情依据        <= 300; needs tie_region
//   return_intention          回乡意愿        不愿 柔性 开放 计划; needs tie_region    柔性
//   integrity_until           失信截止        DATE, last day of a record of misconduct
//   source                    来源            <= 100
//   recognition_scheme        认定办法        key of the scheme, kebab-case            ningde-2020
//   recognition_tier          认定层次        <= 16; needs the scheme and _from        3
//   recognition_from          认定起          DATE
//   recognition_to            认定止          DATE; empty: does not end
//   recognition_route         认定途径        目录认定 同行评价 市场评价 积分评定
//   recognition_issuer        认定机构        <= 200
//   consent_notice            告知书版本      <= 32; needed beside any consent date    2026-01
//   share_consent_date        同意共享日期    DATE: SHARE_WITH_EMPLOYERS               2026-01-15
//   outreach_consent_date     同意联络日期    DATE: OUTREACH
//   push_consent_date         同意推送日期    DATE: PUSH
//   automated_consent_date    同意自动决定日期 DATE: AUTOMATED_DECISION
//   sensitive_consent_date    同意敏感信息日期 DATE: SENSITIVE_DATA
//   manual_matching_date      拒绝自动匹配日期 DATE: MANUAL_MATCHING_ONLY
//
// DATE    2026-03-02, 2026/3/2, 20260302 or 2026年3月2日
// YES/NO  是 否, yes no, true false, 1 0, Y N
// REGION  a code of GB/T 2260 (2, 4 or 6 digits), or a name that one region alone has
// LIST    items apart by ; or ； or a line end; lists of codes by 、 too
//
// An example, with a heading of each kind:
//
//   external_id,talent_id,姓名,性别,出生日期,region,employment_status,skills,industries,forms,
//   days_per_year,seasons,day_fee,认定办法,认定层次,认定起,认定止,consent_notice,同意共享日期
//
//   ND-0001,li-min,李敏,女,1979-04-06,350104,企业,"energy-storage-pcs:精通:12:2026;能量管理系统:熟练:8",
//   "3849；4415",候鸟服务；项目合作,90,12-01~03-31,1500,ningde-2020,3,2025-01-01,2029-12-31,2026-01,
//   2026-01-15
//
// (each on one line).
// clang-format on
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "services/talent/import/row.h"

namespace houniao::talent {

struct ImportColumn {
  absl::string_view key;
  absl::string_view title;
  // Field of the profile that the column fills, `identity_document.number`; `recognition.tier` and
  // `consents[OUTREACH].given_time` for its children.
  absl::string_view field;
  // Puts a cell that is not empty into the row. InvalidArgument says what is wrong and what is
  // expected, and never repeats the cell.
  absl::Status (*set)(absl::string_view cell, ImportRow& row);
};

// In the order of the table above. Lives as long as the program.
const std::vector<ImportColumn>& ImportColumns();
// By key or title, folded by codes::NameKey; null if there is no such column.
const ImportColumn* FindImportColumn(absl::string_view name);
// The column that fills a field or what the field is in, `flexible_terms.seasons[0].end_day`; null
// if there is none.
const ImportColumn* FindColumnOfField(absl::string_view field);

}  // namespace houniao::talent
