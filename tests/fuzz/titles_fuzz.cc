// Titles of posts: any bytes are read, and two of them compared the same either way.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"

#include "common/titles/title_query.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace houniao::titles;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t cut = std::min(text.find('\n'), text.size());
  const absl::string_view one = text.substr(0, cut), other = text.substr(cut);
  const TitleQuery query(one), reverse(other);
  const int quality = query.Quality(reverse.wanted().view());
  if (quality < 0 || quality > kFull) std::abort();
  if (quality != reverse.Quality(query.wanted().view())) std::abort();
  if (!query.wanted().empty() && query.Quality(query.wanted().view()) != kFull) std::abort();
  return 0;
}
