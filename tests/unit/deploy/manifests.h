// Reads the documents of deploy/demo for its tests: YAML in, protos out.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace houniao::demo {

// One document: `kind`, `id`, `publish`, `spec` (deploy/demo/README.md).
struct Manifest {
  std::string file;
  std::string kind;
  std::string id;
  bool publish = false;
  std::string spec;  // YAML
};

// Every document of every .yaml file below deploy/demo, by path. Ends the test run if a file is no
// YAML or a document has another key than those four.
std::vector<Manifest> DemoManifests();
// Every document of one text.
std::vector<Manifest> ReadManifests(const std::string& file, const std::string& text);

// InvalidArgument if the YAML does not fit the message.
absl::Status ParseSpec(const std::string& yaml, google::protobuf::Message& message);

}  // namespace houniao::demo
