#include "tests/evaluation/made_up_people.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "deploy/demo/generator/random.h"

namespace houniao::evaluation {
namespace {

using demo::Random;

constexpr uint64_t kSeed = 20251120;

class Maker {
 public:
  Maker(const PostTable& table, int number)
      : table_(table), random_(kSeed, static_cast<uint64_t>(number)) {
    post_ = &table.posts[static_cast<size_t>(number) % table.posts.size()];
    person_.id = absl::StrFormat("p%04d", number);
    seniority_ = static_cast<int>(random_.PickWeighted({25, 40, 25, 10}));
  }

  Person Make() {
    AddPosts();
    AddSkills();
    AddLearning();
    AddEmployment();
    AddTerms();
    AddDays();
    AddPermissions();
    return std::move(person_);
  }

 private:
  bool Chance(int percent) { return random_.Chance(percent); }
  const Post& AnyPost() { return random_.Pick(table_.posts); }

  // As people write it: the plain title, or with a grade before it.
  std::string TitleOf(const Post& post) {
    static const std::vector<std::string> kGrades{"", "", "", "资深", "高级", "首席"};
    const std::string& grade = random_.Pick(kGrades);
    return grade + random_.Pick(post.titles);
  }

  void AddPost(const Post& post) {
    person_.titles.push_back(TitleOf(post));
    if (std::find(person_.posts.begin(), person_.posts.end(), post.key) == person_.posts.end()) {
      person_.posts.push_back(post.key);
    }
  }

  // A fifth write a title that says little about the post.
  void AddPosts() {
    static const std::vector<std::string> kVague{"技术总监", "部门经理", "项目经理", "副总经理",
                                                 "高级顾问", "教师",     "研究员",   "自由职业者"};
    const bool vague = Chance(20);
    if (vague) person_.titles.push_back(random_.Pick(kVague));
    if (!vague || Chance(60)) AddPost(*post_);
    if (Chance(15)) AddPost(AnyPost());
  }

  void AddSkill(const std::string& key, int level, int years) {
    for (const HeldSkill& held : person_.skills) {
      if (held.key == key) return;
    }
    person_.skills.push_back({key, std::clamp(level, 1, 3), std::max(years, 1), Chance(30)});
  }

  void AddSkills() {
    static constexpr int kLeast[] = {1, 4, 9, 16};
    static constexpr int kMost[] = {4, 10, 20, 32};
    const int years = random_.Between(kLeast[seniority_], kMost[seniority_]);
    for (const std::string& key : post_->core_skills) {
      if (Chance(15)) continue;
      const int level = 1 + seniority_ + random_.Between(-1, 1);
      AddSkill(key, level, random_.Between(years / 2, years));
    }
    for (int i = random_.Between(2, 4); i > 0; --i) {
      const std::string& key = random_.Pick(post_->side_skills);
      const int level = seniority_ + random_.Between(0, 1);
      AddSkill(key, level, random_.Between(1, std::max(1, years / 2)));
    }
    if (Chance(20)) {
      const std::string& key = random_.Pick(AnyPost().core_skills);
      const int level = random_.Between(1, 2);
      AddSkill(key, level, random_.Between(1, 4));
    }
  }

  void AddIndustry(const Post& post) {
    const std::string& code = random_.Pick(post.industries);
    auto& list = person_.industries;
    if (std::find(list.begin(), list.end(), code) == list.end()) list.push_back(code);
  }

  void AddLearning() {
    static const std::vector<std::string> kEducations{"11", "14", "21", "31"};
    if (Chance(80)) AddIndustry(*post_);
    if (Chance(25)) AddIndustry(AnyPost());
    person_.majors.push_back(random_.Pick(Chance(75) ? post_->majors : AnyPost().majors));
    person_.education = kEducations[random_.PickWeighted({12, 30, 45, 13})];
    person_.title_rank = std::clamp(seniority_ + random_.Between(-1, 1), 0, 4);
    if (Chance(30)) person_.tier = std::clamp(7 - 2 * seniority_ + random_.Between(-1, 1), 1, 6);
  }

  void AddEmployment() {
    static const std::vector<std::string> kStatuses{
        "ENTERPRISE", "PUBLIC_INSTITUTION", "RETIRED", "SELF_EMPLOYED", "CIVIL_SERVANT", "ABROAD"};
    static const std::vector<std::string> kConsents{"given", "missing", "expired"};
    static const std::vector<std::string> kUnits{"91350902MADEM00116", "91350902MADEM00896",
                                                 "91350902MADEM01347", "12350902MADEM0521Q",
                                                 "91350123MADEM0222R"};
    static const std::vector<std::string> kRegions{"350902", "350921", "350102", "350203",
                                                   "330102", "310115", "440305", "110108"};
    person_.status = kStatuses[random_.PickWeighted({48, 14, 15, 17, 2, 4})];
    const bool asked = person_.status == "PUBLIC_INSTITUTION" ||
                       person_.status == "CIVIL_SERVANT" ||
                       (person_.status == "ENTERPRISE" && Chance(15));
    person_.consent_of_unit =
        asked ? kConsents[random_.PickWeighted({70, 20, 10})] : std::string("not-needed");
    if (person_.status == "ENTERPRISE" && Chance(8)) person_.unit = random_.Pick(kUnits);
    person_.region = random_.Pick(kRegions);
  }

  void AddTerms() {
    static const std::vector<std::string> kForms{"CONSULTING", "PART_TIME", "SEASONAL",
                                                 "PROJECT",    "WEEKEND",   "RETIREE"};
    static constexpr int kAccepted[] = {85, 65, 60, 70, 40, 25};
    for (size_t i = 0; i < kForms.size(); ++i) {
      const bool retiree = kForms[i] == "RETIREE" && person_.status == "RETIRED";
      if (Chance(retiree ? 90 : kAccepted[i])) person_.forms.push_back(kForms[i]);
    }
    if (Chance(60)) person_.fee_models.push_back("DAILY");
    if (Chance(40)) person_.fee_models.push_back("PROJECT");
    if (Chance(70))
      person_.day_fee_yuan = 100 * random_.Between(6 + 3 * seniority_, 14 + 5 * seniority_);
    if (Chance(35)) person_.remote_percent = 10 * random_.Between(1, 7);
    if (Chance(30)) {
      static const std::vector<std::string> kPlaces{"35", "3509", "350902", "33", "44"};
      person_.served_regions.push_back(random_.Pick(kPlaces));
      const std::string& second = random_.Pick(kPlaces);
      if (second != person_.served_regions[0]) person_.served_regions.push_back(second);
    }
  }

  void AddDays() {
    static const std::vector<std::string> kSeasons{"12-01~03-31", "06-01~09-30", "10-15~05-15",
                                                   "03-01~11-30"};
    if (Chance(45)) person_.days_per_year = 10 * random_.Between(2, 15);
    if (Chance(25)) person_.seasons.push_back(random_.Pick(kSeasons));
    person_.weekend_only = Chance(6);
    for (int i = Chance(30) ? random_.Between(1, 3) : 0; i > 0; --i) {
      const absl::CivilDay first = absl::CivilDay(2025, 12, 1) + random_.Below(300);
      person_.booked.push_back({first, first + random_.Between(4, 50), Chance(25)});
    }
  }

  void AddPermissions() {
    person_.shares = !Chance(8);
    person_.suspended = Chance(3);
    if (Chance(4)) person_.record_until = Chance(50) ? "2025-11-19" : "2026-12-31";
  }

  const PostTable& table_;
  Random random_;
  const Post* post_;
  int seniority_ = 0;
  Person person_;
};

}  // namespace

std::vector<Person> MakeUpPeople(const PostTable& posts, int count) {
  std::vector<Person> people;
  for (int i = 0; i < count; ++i) people.push_back(Maker(posts, i).Make());
  return people;
}

}  // namespace houniao::evaluation
