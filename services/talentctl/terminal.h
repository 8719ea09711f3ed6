// Where the program writes. Passed in, so that tests see what a person would see.
#pragma once

#include <ostream>

namespace houniao::talentctl {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  // Tables are wrapped and progress is shown only where a person looks.
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // Escape sequences for colour may be written to `out`; false under NO_COLOR (no-color.org).
  bool colour = false;
  // Characters beyond ASCII may be used to draw; text of others is written as it is in any case.
  bool unicode = false;
  // Columns of the screen.
  int width = 80;
};

// Of this process. NO_COLOR and TERM=dumb turn colour off; these, and a locale that is not UTF-8,
// turn Unicode off.
Terminal StandardTerminal();

}  // namespace houniao::talentctl
