#include "deploy/demo/generator/register.h"

#include <set>
#include <string>

#include "deploy/demo/generator/cast.h"
#include "deploy/demo/generator/faulty_rows.h"

namespace houniao::demo {

Register MakeRegister(uint64_t seed, int talents) {
  std::set<std::string> taken;
  Register made;
  made.people = MakeCast(taken);
  while (static_cast<int>(made.people.size()) < talents) {
    const int number = static_cast<int>(made.people.size()) + 1;
    made.people.push_back(MakePerson(seed, number, taken));
  }
  const std::vector<FaultyRow> faulty = MakeFaultyRows(seed, taken);
  const size_t gap = made.people.size() / (faulty.size() + 1);
  size_t next = 0;
  for (size_t i = 0; i < made.people.size(); ++i) {
    made.rows.push_back(made.people[i]);
    if (next < faulty.size() && i + 1 == gap * (next + 1)) {
      made.rows.push_back(faulty[next++].person);
    }
  }
  return made;
}

}  // namespace houniao::demo
