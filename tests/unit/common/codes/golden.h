// Golden files of the repository, for the tests of tables and calendars.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace houniao::testing {

inline std::string ReadGolden(const std::string& name) {
  const char* root = std::getenv("HOUNIAO_SOURCE_DIR");
  const std::string path = std::string(root == nullptr ? "." : root) + "/tests/golden/" + name;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Bytes that follow from a seed alone, half of them from `alphabet`.
inline std::string NoiseOf(unsigned seed, size_t length, const std::string& alphabet) {
  std::string noise;
  unsigned state = seed * 2654435761u + 1;
  for (size_t i = 0; i < length; ++i) {
    state = state * 1664525u + 1013904223u;
    const unsigned draw = state >> 16;
    noise.push_back(draw % 2 == 0 ? alphabet[(draw / 2) % alphabet.size()]
                                  : static_cast<char>((draw / 2) & 0xFF));
  }
  return noise;
}

}  // namespace houniao::testing
