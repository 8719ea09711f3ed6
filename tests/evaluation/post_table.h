// What a clerk knows of posts and skills, apart from the ranker: posts.csv and parts.csv.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace houniao::evaluation {

struct Post {
  std::string key;
  std::vector<std::string> titles;  // the usual one first
  std::string field;                // sub-sector
  std::vector<std::string> industries;
  std::vector<std::string> core_skills;
  std::vector<std::string> side_skills;
  std::vector<std::string> majors;
};

struct PostTable {
  std::vector<Post> posts;
  std::map<std::string, std::string> part_of;  // skill -> what it is a part of

  static PostTable Read();
  const Post& Get(const std::string& key) const;
  // The same, or a part of it, or a part of a part.
  bool IsWithin(const std::string& skill, const std::string& wanted) const;
};

}  // namespace houniao::evaluation
