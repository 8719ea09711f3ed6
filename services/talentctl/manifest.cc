#include "services/talentctl/manifest.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "yaml-cpp/yaml.h"

#include "common/base/status_macros.h"
#include "common/codes/normalize.h"
#include "common/resource/rules.h"
#include "services/talentctl/nearest.h"

#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::talentctl {
namespace {

namespace fs = std::filesystem;

// What a document may refer to stands before it.
const std::vector<std::string>& KindOrder() {
  static const auto* order =
      new std::vector<std::string>{"Employer", "Project", "Talent", "Recognition", "Consent",
                                   "Demand",   "Team",    "Budget", "Policy",      "Case"};
  return *order;
}

bool CanBeApplied(const Kind& kind) { return kind.create != nullptr || kind.title == "Policy"; }

std::vector<std::string> KnownKinds() {
  std::vector<std::string> titles;
  for (const Kind& kind : Catalogue::Get().kinds()) {
    if (CanBeApplied(kind)) titles.push_back(kind.title);
  }
  return titles;
}

class DocumentReader {
 public:
  DocumentReader(const std::string& file, int number, Manifest* manifest) : manifest_(manifest) {
    document_.file = file;
    document_.number = number;
  }

  void Read(const YAML::Node& node) {
    document_.line = LineOf(node);
    const size_t before = manifest_->problems.size();
    if (!node.IsMap()) return Problem(node, "", "must be a map with `kind`, `id` and `spec`");
    ReadEnvelope(node);
    if (document_.kind == nullptr) return;
    CheckNames(node);
    ReadSpec(node["spec"], node);
    if (manifest_->problems.size() == before) CheckFieldRules();
    if (manifest_->problems.size() == before) {
      manifest_->documents.push_back(std::move(document_));
    }
  }

 private:
  void Problem(const YAML::Node& node, const std::string& field, std::string message) {
    ProblemAt(LineOf(node), field, std::move(message));
  }
  void ProblemAt(int line, const std::string& field, std::string message) {
    manifest_->problems.push_back({document_.file, line > 0 ? line : document_.line,
                                   document_.number, field, std::move(message)});
  }

  void ReadEnvelope(const YAML::Node& node) {
    for (const auto& entry : node) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (key == "spec") continue;
      if (key != "kind" && key != "id" && key != "parent" && key != "publish") {
        Problem(entry.first, key.substr(0, 60),
                "is not known here; a document has `kind`, `id`, `parent`, `publish` and `spec`");
      } else if (!entry.second.IsScalar()) {
        Problem(entry.second, key, "must be a single value");
      } else {
        ReadWord(key, entry.second);
      }
    }
    if (document_.kind == nullptr && !node["kind"].IsDefined()) {
      Problem(node, "kind", "is missing");
    }
  }

  void ReadWord(const std::string& key, const YAML::Node& node) {
    const std::string& text = node.Scalar();
    if (key == "id") document_.id = text;
    if (key == "parent") document_.parent = text;
    if (key == "publish") {
      if (text != "true" && text != "false") Problem(node, key, "is neither true nor false");
      document_.publish = text == "true";
    }
    if (key != "kind") return;
    const Kind* kind = Catalogue::Get().OfTitle(text);
    if (kind != nullptr && CanBeApplied(*kind)) {
      document_.kind = kind;
      return;
    }
    const std::string near = Nearest(text, KnownKinds());
    Problem(node, key,
            near.empty() ? absl::StrCat("is none of ", absl::StrJoin(KnownKinds(), ", "))
                         : absl::StrCat("is not known; did you mean `", near, "`?"));
  }

  void CheckNames(const YAML::Node& node) {
    if (!resource::IsResourceId(document_.id)) {
      Problem(node["id"].IsDefined() ? node["id"] : node, "id",
              "must be 1 to 63 of a-z, 0-9 and -, and begin with a letter or digit");
    }
    const Kind& kind = *document_.kind;
    if (!kind.pattern.has_parent()) {
      if (!document_.parent.empty()) {
        Problem(node["parent"], "parent", absl::StrCat("a ", kind.title, " has none"));
      }
    } else if (document_.parent.find('-') == 0 || !kind.pattern.MatchesParent(document_.parent)) {
      Problem(node["parent"].IsDefined() ? node["parent"] : node, "parent",
              absl::StrCat("must be a name as in ", kind.pattern.text()));
    }
    if (document_.publish && kind.publish == nullptr) {
      Problem(node["publish"], "publish", absl::StrCat("a ", kind.title, " is not published"));
    }
  }

  void ReadSpec(const YAML::Node& spec, const YAML::Node& document) {
    if (!spec.IsDefined()) return Problem(document, "spec", "is missing");
    document_.lines["spec"] = LineOf(spec);
    const bool policy = document_.kind->title == "Policy";
    document_.spec = NewMessage(policy ? benefits::v1::PolicyDocument::descriptor()
                                       : document_.kind->descriptor);
    for (YamlProblem& problem : ReadYaml(spec, "spec", document_.spec.get(), &document_.lines)) {
      ProblemAt(problem.line, problem.field, std::move(problem.message));
    }
    if (policy) {
      static_cast<benefits::v1::PolicyDocument&>(*document_.spec).set_policy_id(document_.id);
    }
    resource::ClearOutputOnly(*document_.spec);
  }

  void CheckFieldRules() {
    for (auto& violation : resource::CheckRules(*document_.spec, "spec")) {
      ProblemAt(NearestLine(document_.lines, violation.field), violation.field,
                std::move(violation.description));
    }
  }

  Manifest* const manifest_;
  Document document_;
};

bool IsManifestFile(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

absl::StatusOr<std::vector<std::string>> FilesOf(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_regular_file(status)) return std::vector<std::string>{path};
  if (!fs::is_directory(status)) {
    return absl::NotFoundError(absl::StrCat("There is no file or folder ", path, "."));
  }
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file(error) && IsManifestFile(it->path())) files.push_back(it->path());
  }
  if (error) return absl::NotFoundError(absl::StrCat(path, " cannot be read."));
  if (files.empty()) return absl::NotFoundError(absl::StrCat(path, " holds no YAML file."));
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) {
    return absl::NotFoundError(absl::StrCat(path, " cannot be read, or is empty."));
  }
  if (text.str().size() > kMaxManifestSize) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is larger than 4 MiB."));
  }
  return text.str();
}

}  // namespace

Manifest ParseManifest(const std::string& file, const std::string& text) {
  Manifest manifest;
  if (!codes::IsValidUtf8(text)) {
    manifest.problems.push_back({file, 0, 0, "", "is not valid UTF-8"});
    return manifest;
  }
  // yaml-cpp throws; it ends here.
  try {
    int number = 0;
    for (const YAML::Node& node : YAML::LoadAll(text)) {
      ++number;
      if (node.IsNull()) continue;  // nothing between two separators
      DocumentReader(file, number, &manifest).Read(node);
    }
  } catch (const YAML::Exception& e) {
    manifest.problems.push_back(
        {file, e.mark.is_null() ? 0 : e.mark.line + 1, 0, "", absl::StrCat("is no YAML: ", e.msg)});
  }
  return manifest;
}

absl::StatusOr<Manifest> ReadManifests(const std::string& path) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesOf(path));
  Manifest all;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
    Manifest one = ParseManifest(file, text);
    std::move(one.documents.begin(), one.documents.end(), std::back_inserter(all.documents));
    std::move(one.problems.begin(), one.problems.end(), std::back_inserter(all.problems));
  }
  return all;
}

void SortByDependency(std::vector<Document>& documents) {
  const auto rank = [](const Document& document) {
    const auto& order = KindOrder();
    return std::find(order.begin(), order.end(), document.kind->title) - order.begin();
  };
  std::stable_sort(documents.begin(), documents.end(),
                   [&rank](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

}  // namespace houniao::talentctl
