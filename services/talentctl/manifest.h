// Files that say what there shall be: YAML documents of the form
//
//     kind: Demand            # a kind of resource that can be created, or Policy
//     id: demo-storage-expert            # last segment of the name
//     parent: talents/hn-1    # kinds below another one only
//     publish: true           # optional; kinds that are published
//     spec: {...}             # the resource, by the names of the schema; dates as YYYY-MM-DD
//
// several in one file, separated by `---`. The spec of a Policy is a PolicyDocument without its
// policy_id.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

#include "services/talentctl/catalogue.h"
#include "services/talentctl/yaml_message.h"

namespace houniao::talentctl {

inline constexpr size_t kMaxManifestSize = 4 * 1024 * 1024;

struct Document {
  std::string file;
  int number = 0;  // within the file, from 1
  int line = 0;    // where it begins
  const Kind* kind = nullptr;
  std::string id;
  std::string parent;
  bool publish = false;
  std::unique_ptr<google::protobuf::Message> spec;
  LineOfPath lines;

  std::string name() const { return kind->pattern.Format(parent, id); }
};

struct ManifestProblem {
  std::string file;
  int line = 0;
  int document = 0;  // 0: the file as a whole
  std::string field;
  std::string message;
};

struct Manifest {
  std::vector<Document> documents;
  std::vector<ManifestProblem> problems;
};

// Total: whatever the text is, every document that is right is in the answer and everything that is
// wrong is in the problems. Field rules of the schema are checked too. `file` is for the messages.
Manifest ParseManifest(const std::string& file, const std::string& text);

// All .yaml and .yml files of a folder, with its folders, in the order of their paths; or one file.
// NotFound if there is none; InvalidArgument for one that is too large.
absl::StatusOr<Manifest> ReadManifests(const std::string& path);

// Puts the documents into the order in which they depend on each other: employers before their
// demands. Keeps the order of the files within a kind.
void SortByDependency(std::vector<Document>& documents);

}  // namespace houniao::talentctl
