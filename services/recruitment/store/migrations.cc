#include "services/recruitment/store/migrations.h"

extern "C" {
extern const char houniao_recruitment_0100_begin[];
extern const char houniao_recruitment_0100_end[];
extern const char houniao_recruitment_0101_begin[];
extern const char houniao_recruitment_0101_end[];
extern const char houniao_recruitment_0102_begin[];
extern const char houniao_recruitment_0102_end[];
extern const char houniao_recruitment_0103_begin[];
extern const char houniao_recruitment_0103_end[];
}

namespace houniao::recruitment {
namespace {

std::string Embedded(const char* begin, const char* end) {
  return std::string(begin, static_cast<size_t>(end - begin));
}

}  // namespace

std::vector<db::Migration> Migrations() {
  return {
      {100, "create_employers",
       Embedded(houniao_recruitment_0100_begin, houniao_recruitment_0100_end)},
      {101, "create_engagements",
       Embedded(houniao_recruitment_0101_begin, houniao_recruitment_0101_end)},
      {102, "create_plans", Embedded(houniao_recruitment_0102_begin, houniao_recruitment_0102_end)},
      {103, "create_referrals",
       Embedded(houniao_recruitment_0103_begin, houniao_recruitment_0103_end)},
  };
}

}  // namespace houniao::recruitment
