#include "common/codes/skills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "common/codes/industries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/codes/golden.h"

namespace houniao::codes {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr absl::string_view kHeading =
    "key,name_zh,name_en,kind,sector,subsector,industries,parent,neighbours,synonyms\n";

std::string TableOf(absl::string_view rows) {
  return absl::StrCat("# version 1\n", kHeading, rows);
}

absl::StatusOr<SkillTable> ParseRows(absl::string_view rows) {
  return SkillTable::Parse(TableOf(rows));
}

TEST(SkillTable, BuiltInIsRich) {
  const SkillTable& table = SkillTable::BuiltIn();
  EXPECT_EQ(table.version(), "2026.1");
  EXPECT_GE(table.size(), 180);
  EXPECT_EQ(AllSubsectors().size(), 21u);
  for (const Subsector& subsector : AllSubsectors()) {
    EXPECT_GE(table.InSubsector(subsector.key).size(), 8u) << subsector.key;
    for (const std::string& code : subsector.industries) {
      EXPECT_NE(FindIndustry(code), nullptr) << code;
    }
  }
  for (int id = 0; id < table.size(); ++id) {
    EXPECT_EQ(table.Find(table.Get(id).key), id);
    for (const SkillId other : table.neighbours(id)) {
      EXPECT_NE(other, id);
      EXPECT_THAT(table.neighbours(other), Contains(id));
    }
    if (table.Get(id).kind == SkillKind::kPost) {
      EXPECT_FALSE(table.neighbours(id).empty()) << table.Get(id).key;
    }
  }
}

TEST(SkillTable, FindsByAnyName) {
  const SkillTable& table = SkillTable::BuiltIn();
  const auto pcs = table.Find("energy-storage-pcs");
  ASSERT_TRUE(pcs);
  for (absl::string_view name : {"PCS", "ｐｃｓ", "储能变流器", "储能逆变器",
                                 "power conversion system", "Energy Storage PCS"}) {
    EXPECT_EQ(table.FindByName(name), pcs) << name;
  }
  EXPECT_EQ(table.Find("PCS"), std::nullopt);
  EXPECT_EQ(table.FindByName("炼丹"), std::nullopt);
  EXPECT_EQ(table.FindByName(""), std::nullopt);
}

// The controlled words of the domain paper, section 7, both taxonomies.
TEST(SkillTable, KnowsTheControlledWords) {
  const SkillTable& table = SkillTable::BuiltIn();
  for (absl::string_view word :
       {"TOPCon",    "HJT",        "钙钛矿",     "BC",       "丝网印刷", "镀膜",       "组件封装",
        "IEC 61215", "PVsyst",     "WAsP",       "接入系统", "SCADA",    "无人机巡检", "智能运维",
        "变桨控制",  "Bladed",     "复合材料",   "齿轮箱",   "振动监测", "磷酸铁锂",   "三元",
        "钠离子",    "固态电解质", "BMS",        "热管理",   "涂布",     "叠片",       "化成",
        "GB 38031",  "PCS",        "EMS",        "系统集成", "液流电池", "峰谷套利",   "并网测试",
        "PEM",       "ALK",        "MEA",        "高压储氢", "氢安全",   "厌氧发酵",   "成型燃料",
        "热电联产",  "现货交易",   "负荷预测",   "需求响应", "继电保护", "辅助服务",   "800V",
        "VCU",       "CAN",        "ISO 26262",  "充电协议", "碳核算",   "MRV",        "EMC",
        "能源审计",  "CCER",       "湿法",       "火法",     "拆解",     "梯次利用",   "5A 创建",
        "客流预测",  "票务系统",   "二消",       "应急",     "线路设计", "外语讲解",   "OTA 运营",
        "收益管理",  "服务设计",   "私域",       "沉浸式",   "光影",     "剧本",       "无人机编队",
        "非遗活化",  "策展",       "数字化采集", "IP 授权",  "三维",     "短视频",     "直播",
        "招商",      "赞助",       "课程设计",   "安全预案", "亲子",     "总规",       "可研",
        "特种设备",  "动线"}) {
    EXPECT_TRUE(table.FindByName(word)) << word;
  }
  for (absl::string_view post :
       {"电池工艺", "储能电站运维管理员", "电能质量管理员", "电力交易员", "碳排放管理员",
        "智慧景区管理师", "景区营销推广师", "旅拍定制师", "民宿管家", "无人机群飞行规划员",
        "文创产品策划运营师", "会展搭建师", "网络主播", "用户增长运营师", "研学导师", "策展人"}) {
    const auto id = table.FindByName(post);
    ASSERT_TRUE(id) << post;
    EXPECT_EQ(table.Get(*id).kind, SkillKind::kPost) << post;
  }
}

TEST(SkillTable, PartsLieWithinTheWhole) {
  const SkillTable& table = SkillTable::BuiltIn();
  const SkillId part = *table.Find("energy-storage-grid-forming");
  const SkillId whole = *table.Find("energy-storage-pcs");
  EXPECT_EQ(table.parent(part), whole);
  EXPECT_TRUE(table.IsWithin(part, whole));
  EXPECT_TRUE(table.IsWithin(whole, whole));
  EXPECT_FALSE(table.IsWithin(whole, part));
}

TEST(SkillTable, RefusesBrokenFiles) {
  EXPECT_OK(
      ParseRows("a,甲,A,skill,new-energy,hydrogen,3463,,b,\nb,乙,B,post,new-energy,hydrogen,"
                "C3463,a,,\n"));
  struct Case {
    absl::string_view rows, problem;
  };
  for (const Case& c : {
           Case{"A,甲,A,skill,new-energy,hydrogen,3463,,,\n", "kebab"},
           Case{"a--b,甲,A,skill,new-energy,hydrogen,3463,,,\n", "kebab"},
           Case{"a,甲,A,trade,new-energy,hydrogen,3463,,,\n", "kind"},
           Case{"a,甲,A,skill,cultural-tourism,hydrogen,3463,,,\n", "sub-sector"},
           Case{"a,甲,A,skill,new-energy,hydrogen,9999,,,\n", "industry"},
           Case{"a,甲,A,skill,new-energy,hydrogen,,,,\n", "industry"},
           Case{"a,,A,skill,new-energy,hydrogen,3463,,,\n", "name"},
           Case{"a,甲,A,skill,new-energy,hydrogen,3463,z,,\n", "parent"},
           Case{"a,甲,A,skill,new-energy,hydrogen,3463,,z,\n", "neighbour"},
           Case{"a,甲,A,skill,new-energy,hydrogen,3463,a,,\n", "circle"},
           Case{"a,甲,A,skill,new-energy,hydrogen,3463,,,\na,乙,B,skill,new-energy,hydrogen,3463,,"
                ",\n",
                "twice"},
           Case{"a,甲,A,skill,new-energy,hydrogen,3463,,,丙\nb,乙,B,skill,new-energy,hydrogen,3463"
                ",,,丙\n",
                "another skill"},
           Case{"a,甲\n", "fields"},
       }) {
    EXPECT_THAT(ParseRows(c.rows),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(c.problem))));
  }
  EXPECT_THAT(SkillTable::Parse(""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SkillTable::Parse(kHeading), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SkillTable::Parse("# version "), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SkillTable, AnyBytesAreJudged) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const auto table = ParseRows(houniao::testing::NoiseOf(seed, seed % 200, ",;\n\"a-"));
    if (!table.ok()) {
      EXPECT_THAT(table, StatusIs(absl::StatusCode::kInvalidArgument));
    }
  }
}

}  // namespace
}  // namespace houniao::codes
