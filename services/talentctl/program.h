// The program without its process: arguments in, text and an exit code out.
#pragma once

#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "services/talentctl/terminal.h"

namespace houniao::talentctl {

// `arguments` without the name of the program. `wall_clock` is real time: tokens are about today.
// Returns an ExitCode.
int RunProgram(const std::vector<std::string>& arguments, Terminal& terminal, IdSource& ids,
               const Clock& wall_clock);

}  // namespace houniao::talentctl
