// A YAML node read into a message, by the rules of protobuf JSON with the names of the schema, and
// dates as YYYY-MM-DD.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "yaml-cpp/yaml.h"

namespace houniao::talentctl {

// Something that is wrong at a place of a file.
struct YamlProblem {
  int line = 0;       // from 1
  std::string field;  // `spec.requirements[2].skill.skill`
  std::string message;
};

// Line of each path that the node fills, for problems that are found later.
using LineOfPath = std::map<std::string, int>;

// Fills `message` with what can be read and returns everything that cannot: unknown and repeated
// fields, values of the wrong type, names that are no value of an enum, two members of a oneof.
// Total: any node that yaml-cpp made, with aliases, in any depth (64 levels and 200 000 values are
// read at most).
std::vector<YamlProblem> ReadYaml(const YAML::Node& node, const std::string& path,
                                  google::protobuf::Message* message, LineOfPath* lines);

// Line of the path, or of the nearest one around it; 0 if there is none.
int NearestLine(const LineOfPath& lines, std::string path);

// From 1; 0 if the node has no place.
int LineOf(const YAML::Node& node);

}  // namespace houniao::talentctl
