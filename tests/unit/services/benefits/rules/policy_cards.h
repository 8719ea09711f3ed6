// The rule cards of real policies, as terms. Amounts in fen.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/text_format.h"

#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

inline v1::PolicyTerms Terms(const std::string& text) {
  v1::PolicyTerms terms;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &terms)) << text;
  return terms;
}

inline constexpr char kSteps[] = R"(
  steps { key: "department-review" title: "主管部门审核" kind: STEP_KIND_REVIEW
          owner_department: "区人社局" role: "reviewer" legal_working_days: 20
          promised_working_days: 5 }
  steps { key: "public-notice" title: "公示" kind: STEP_KIND_PUBLIC_NOTICE
          owner_department: "区人才办" role: "reviewer" promised_working_days: 5 }
  steps { key: "approval" title: "审定" kind: STEP_KIND_APPROVAL
          owner_department: "区人才办" role: "approver" promised_working_days: 3 }
  steps { key: "payment" title: "拨付" kind: STEP_KIND_PAYMENT
          owner_department: "区财政局" role: "disburser" promised_working_days: 10 }
  steps { key: "receipt" title: "到账确认" kind: STEP_KIND_RECEIPT
          owner_department: "区财政局" promised_working_days: 5 }
)";

// 宁德柔性引才 2020: tiers 1 to 5 by the month, at least 63 working days a year and an agreement of
// 36 months; a bonus after the final evaluation.
inline v1::PolicyTerms NingdeFlexible() {
  return Terms(std::string(R"(
    effective { start_date { year: 2020 month: 6 day: 23 } }
    criterion_sets { title: "柔性引才"
      criteria { key: "tier" title: "第一至第五层次人才"
                 tier { scheme: "ningde" tiers: "1" tiers: "2" tiers: "3" tiers: "4" tiers: "5" } }
      criteria { key: "days" title: "每年实际服务不少于三个月" citation: "第四条"
                 service_days { min_days: 63 period: CALENDAR_YEAR } }
      criteria { key: "agreement" title: "协议期不少于三年" agreement_months { min: 36 } }
      criteria { key: "programmes" title: "未入选其他计划"
                 excluded_programmes { programmes: "provincial-science-envoy"
                                       programmes: "science-service-team" } } }
    awards { key: "monthly" title: "工作津贴" payee: PAYEE_KIND_TALENT
      tier_table { scheme: "ningde"
        rows { tiers: "1" amount { monthly { amount_fen: 1200000 max_months: 36 } } }
        rows { tiers: "2" amount { monthly { amount_fen: 600000 max_months: 36 } } }
        rows { tiers: "3" amount { monthly { amount_fen: 400000 max_months: 36 } } }
        rows { tiers: "4" amount { monthly { amount_fen: 300000 max_months: 36 } } }
        rows { tiers: "5" amount { monthly { amount_fen: 200000 max_months: 36 } } } } }
    awards { key: "bonus" title: "期满奖励" payee: PAYEE_KIND_TALENT first_due_months: 36
      criteria { key: "final" title: "期满考核合格" evaluation { stage: FINAL } }
      tier_table { scheme: "ningde"
        rows { tiers: "1" amount { once { amount_fen: 30000000 } } }
        rows { tiers: "2" amount { once { amount_fen: 15000000 } } }
        rows { tiers: "3" amount { once { amount_fen: 5000000 } } }
        rows { tiers: "4" amount { once { amount_fen: 3000000 } } }
        rows { tiers: "5" amount { once { amount_fen: 2000000 } } } } }
    budget_line: "flexible-talent" exclusive_group: "living-allowance")") +
               kSteps);
}

// 泉州科技银龄: half of the pay, at most 50,000 yuan, to the employer; up to 70 years; 15 a year.
inline v1::PolicyTerms QuanzhouSilver() {
  return Terms(std::string(R"(
    effective { start_date { year: 2026 month: 3 day: 1 }
                end_date { year: 2030 month: 12 day: 31 } }
    criterion_sets { title: "合同两年以上"
      criteria { key: "age" title: "法定退休年龄至70周岁" age { min: 60 max: 70 } }
      criteria { key: "degree" education { min_education: "11" } }
      criteria { key: "contract" contract_months { min: 24 } } }
    criterion_sets { title: "合同一年以上且年薪十万以上"
      criteria { key: "age" title: "法定退休年龄至70周岁" age { min: 60 max: 70 } }
      criteria { key: "degree" education { min_education: "11" } }
      criteria { key: "contract" contract_months { min: 12 } }
      criteria { key: "pay" fact { key: "annual-pay-fen" op: AT_LEAST value { number: 10000000 }
                                   question: "全年劳务报酬是多少?" } } }
    awards { key: "subsidy" title: "银龄引才补助" payee: PAYEE_KIND_EMPLOYER
      amount { percentage { rate_bp: 5000 base_fact: "annual-pay-fen" cap_fen: 5000000 } } }
    quota_per_year: 15 budget_line: "silver-talent")") +
               kSteps);
}

// 购房补贴: half of the price up to a cap by class, in 40, 30 and 30 %; rent subsidy received is
// deducted and ends; a couple gets no more than the price.
inline v1::PolicyTerms HomePurchase() {
  return Terms(std::string(R"(
    effective { start_date { year: 2023 month: 1 day: 1 } }
    criterion_sets {
      criteria { key: "class" tier { scheme: "city" tiers: "B" tiers: "C" tiers: "D" } }
      criteria { key: "first" title: "一生一次" first_time { scope: THIS_POLICY } } }
    awards { key: "purchase" title: "购房补贴"
      tier_table { scheme: "city"
        rows { tiers: "B" amount { percentage { rate_bp: 5000 base_fact: "home-price-fen"
               cap_fen: 100000000 parts_bp: 4000 parts_bp: 3000 parts_bp: 3000
               interval_months: 12 } } }
        rows { tiers: "C" amount { percentage { rate_bp: 5000 base_fact: "home-price-fen"
               cap_fen: 70000000 parts_bp: 4000 parts_bp: 3000 parts_bp: 3000
               interval_months: 12 } } }
        rows { tiers: "D" amount { percentage { rate_bp: 5000 base_fact: "home-price-fen"
               cap_fen: 40000000 parts_bp: 4000 parts_bp: 3000 parts_bp: 3000
               interval_months: 12 } } } } }
    offsets { policy: "policies/home-rent" deducted_bp: 10000 ends_other: true }
    budget_line: "housing")") +
               kSteps);
}

// 泉州子女入学: windows of application.
inline v1::PolicyTerms Schooling() {
  return Terms(std::string(R"(
    effective { start_date { year: 2024 month: 1 day: 1 } }
    criterion_sets { criteria { key: "tier"
        tier { scheme: "quanzhou" tiers: "1" tiers: "2" tiers: "3" } } }
    awards { key: "school" title: "子女入学" amount { points { points: 5 purpose: "中考加分" } } }
    application_windows { start_month: 6 start_day: 6 end_month: 6 end_day: 28 })") +
               kSteps);
}

// 院士工作站: one station before retirement, three after.
inline v1::PolicyTerms AcademicianStation() {
  return Terms(std::string(R"(
    effective { start_date { year: 2019 month: 9 day: 1 } }
    criterion_sets { title: "未退休"
      criteria { key: "academician" fact { key: "academician" op: EQUAL value { flag: true } } }
      criteria { key: "active"
        employment_status { none_of: EMPLOYMENT_STATUS_RETIRED } }
      criteria { key: "stations" title: "在站不超过一个"
        fact { key: "station-count" op: BELOW value { number: 1 } } } }
    criterion_sets { title: "已退休"
      criteria { key: "academician" fact { key: "academician" op: EQUAL value { flag: true } } }
      criteria { key: "retired" employment_status { any_of: EMPLOYMENT_STATUS_RETIRED } }
      criteria { key: "stations" title: "在站不超过三个"
        fact { key: "station-count" op: BELOW value { number: 3 } } } }
    awards { key: "station" title: "建站补助" payee: PAYEE_KIND_EMPLOYER
             amount { once { amount_fen: 50000000 } } }
    budget_line: "stations")") +
               kSteps);
}

}  // namespace houniao::benefits
