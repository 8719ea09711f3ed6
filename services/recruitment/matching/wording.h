// Facts in words for people, as evidence of gates and criteria show them.
#pragma once

#include <cstdint>
#include <string>

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/type/v1/type.pb.h"

namespace houniao::recruitment {

std::string DaysText(int half_days);              // 41.5 天
std::string DayText(int day);                     // 2027-03-01, of a DayNumber
std::string FenText(int64_t fen);                 // 1200.50 元
std::string SkillText(const std::string& key);    // 储能变流器; the key if it is not known
std::string SkillText(int skill);                 // by codes::SkillId
std::string LevelText(int level);                 // 精通
std::string TitleRankText(int rank);              // 副高级
std::string EducationText(int rank);              // 硕士
std::string TierText(int rank);                   // 第 2 层次; 无
std::string FormText(int form);                   // 候鸟服务
std::string FormsText(uint16_t forms);            // 顾问指导、候鸟服务; 无
std::string StatusText(int status);               // 事业单位
std::string FeeModelText(int model);              // 按天
std::string PercentText(int basis_points);        // 62.5%
std::string RegionName(const std::string& code);  // 福建省宁德市; the code if it is not known
std::string IndustryName(const std::string& code);  // 3849 其他电池制造

}  // namespace houniao::recruitment
