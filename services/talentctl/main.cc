// talentctl: the work of a talent office by hand, over the public interface.
#include "services/talentctl/program.h"

int main(int argc, char** argv) {
  using namespace houniao;
  talentctl::Terminal terminal = talentctl::StandardTerminal();
  RandomIds ids;
  const SystemClock wall_clock;
  return talentctl::RunProgram({argv + 1, argv + argc}, terminal, ids, wall_clock);
}
