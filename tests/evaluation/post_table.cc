#include "tests/evaluation/post_table.h"

#include <cstdlib>
#include <iostream>

#include "tests/evaluation/files.h"

namespace houniao::evaluation {

PostTable PostTable::Read() {
  PostTable table;
  const auto posts = ReadTable("posts.csv", {"post", "title", "other_titles", "field", "industries",
                                             "core_skills", "side_skills", "majors"});
  for (size_t row = 0; row < posts.size(); ++row) {
    Post& post = table.posts.emplace_back();
    post.key = std::string(posts.Get(row, "post"));
    post.titles = Parts(posts.Get(row, "other_titles"));
    post.titles.insert(post.titles.begin(), std::string(posts.Get(row, "title")));
    post.field = std::string(posts.Get(row, "field"));
    post.industries = Parts(posts.Get(row, "industries"));
    post.core_skills = Parts(posts.Get(row, "core_skills"));
    post.side_skills = Parts(posts.Get(row, "side_skills"));
    post.majors = Parts(posts.Get(row, "majors"));
  }
  const auto parts = ReadTable("parts.csv", {"skill", "part_of"});
  for (size_t row = 0; row < parts.size(); ++row) {
    table.part_of[std::string(parts.Get(row, "skill"))] = std::string(parts.Get(row, "part_of"));
  }
  return table;
}

const Post& PostTable::Get(const std::string& key) const {
  for (const Post& post : posts) {
    if (post.key == key) return post;
  }
  std::cerr << "posts.csv has no post " << key << "\n";
  std::exit(1);
}

bool PostTable::IsWithin(const std::string& skill, const std::string& wanted) const {
  std::string at = skill;
  while (at != wanted) {
    const auto parent = part_of.find(at);
    if (parent == part_of.end()) return false;
    at = parent->second;
  }
  return true;
}

}  // namespace houniao::evaluation
