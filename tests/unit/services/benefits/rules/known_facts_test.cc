#include "services/benefits/rules/known_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::Fact FactOf(const std::string& key) {
  v1::Fact fact;
  fact.set_key(key);
  return fact;
}

TEST(KnownFacts, AreThoseOfTheSchemaAndOfThePolicies) {
  EXPECT_EQ(KindOfFact("agreement-months"), v1::FactValue::kNumber);
  EXPECT_EQ(KindOfFact("tier-ningde-2020"), v1::FactValue::kText);
  EXPECT_EQ(KindOfFact("document-passport"), v1::FactValue::kDate);
  EXPECT_EQ(KindOfFact("patents"), v1::FactValue::KIND_NOT_SET);
  const std::set<std::string> own = {"patents"};
  EXPECT_TRUE(CheckFactIsRead("extra_facts[0]", FactOf("patents"), own).ok());
  EXPECT_TRUE(CheckFactIsRead("extra_facts[0]", FactOf("tier-x"), own).ok());
  const absl::Status refused = CheckFactIsRead("extra_facts[1]", FactOf("agreement-month"), own);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  const std::string text(refused.message());
  EXPECT_THAT(text, HasSubstr("extra_facts[1].key"));
  EXPECT_THAT(text, HasSubstr("patents"));
  // What was meant comes first.
  EXPECT_THAT(text, HasSubstr("known are agreement-months, "));
}

TEST(KnownFacts, ThoseOfTermsAreFoundWhereverTheyStand) {
  v1::PolicyTerms terms;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      criterion_sets { criteria { fact { key: "patents" } } criteria { months_since {
          fact: "graduation-date" } } })",
                                                            &terms));
  std::set<std::string> keys;
  AddFactsOf(terms, keys);
  EXPECT_THAT(keys, ElementsAre("graduation-date", "patents"));
}

}  // namespace
}  // namespace houniao::benefits
