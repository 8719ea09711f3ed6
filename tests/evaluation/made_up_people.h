// The people of the kit, by rule and seed.
#pragma once

#include <vector>

#include "tests/evaluation/person.h"
#include "tests/evaluation/post_table.h"

namespace houniao::evaluation {

inline constexpr int kPeople = 1120;  // forty for each post

// The same for the same tables: what is drawn for one person does not depend on the others.
std::vector<Person> MakeUpPeople(const PostTable& posts, int count);

}  // namespace houniao::evaluation
