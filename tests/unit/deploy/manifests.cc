#include "tests/unit/deploy/manifests.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "yaml-cpp/yaml.h"

namespace houniao::demo {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

[[noreturn]] void Die(const std::string& what) {
  std::cerr << what << "\n";
  std::abort();
}

std::string JsonText(const std::string& text) {
  google::protobuf::Value value;
  value.set_string_value(text);
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(value, &json).ok()) Die("no JSON: " + text);
  return json;
}

std::string DateJson(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  int year = 0;
  int month = 0;
  int day = 0;
  const bool date = parts.size() == 3 && absl::SimpleAtoi(parts[0], &year) &&
                    absl::SimpleAtoi(parts[1], &month) && absl::SimpleAtoi(parts[2], &day);
  if (!date) return JsonText(text);  // which the parser then refuses
  return absl::StrCat("{\"year\":", year, ",\"month\":", month, ",\"day\":", day, "}");
}

std::string ToJson(const YAML::Node& node, const FieldDescriptor* field);

std::string MapJson(const YAML::Node& node, const Descriptor* message) {
  std::vector<std::string> pairs;
  for (const auto& pair : node) {
    const std::string key = pair.first.Scalar();
    const FieldDescriptor* field = message == nullptr ? nullptr : message->FindFieldByName(key);
    pairs.push_back(absl::StrCat(JsonText(key), ":", ToJson(pair.second, field)));
  }
  return absl::StrCat("{", absl::StrJoin(pairs, ","), "}");
}

// Texts of the schema stay texts, however they look in YAML.
std::string ScalarJson(const YAML::Node& node, const FieldDescriptor* field) {
  const std::string& text = node.Scalar();
  if (field == nullptr) return JsonText(text);
  if (field->message_type() != nullptr) return DateJson(text);
  const bool quoted = node.Tag() == "!";
  const bool bare = field->cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                    field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
  return bare && !quoted ? text : JsonText(text);
}

std::string ToJson(const YAML::Node& node, const FieldDescriptor* field) {
  if (node.IsMap()) return MapJson(node, field == nullptr ? nullptr : field->message_type());
  if (node.IsScalar()) return ScalarJson(node, field);
  std::vector<std::string> items;
  for (const YAML::Node& item : node) items.push_back(ToJson(item, field));
  return absl::StrCat("[", absl::StrJoin(items, ","), "]");
}

Manifest ToManifest(const std::string& file, const YAML::Node& node) {
  Manifest manifest;
  manifest.file = file;
  for (const auto& pair : node) {
    const std::string key = pair.first.Scalar();
    if (key == "kind") {
      manifest.kind = pair.second.Scalar();
    } else if (key == "id") {
      manifest.id = pair.second.Scalar();
    } else if (key == "publish") {
      manifest.publish = pair.second.as<bool>();
    } else if (key == "spec") {
      manifest.spec = YAML::Dump(pair.second);
    } else {
      Die(absl::StrCat(file, ": key ", key));
    }
  }
  return manifest;
}

}  // namespace

std::vector<Manifest> ReadManifests(const std::string& file, const std::string& text) {
  std::vector<Manifest> manifests;
  try {
    for (const YAML::Node& node : YAML::LoadAll(text)) manifests.push_back(ToManifest(file, node));
  } catch (const YAML::Exception& broken) {
    Die(absl::StrCat(file, ": ", broken.what()));
  }
  return manifests;
}

std::vector<Manifest> DemoManifests() {
  const char* source = std::getenv("HOUNIAO_SOURCE_DIR");
  const std::filesystem::path folder =
      std::filesystem::path(source == nullptr ? "." : source) / "deploy" / "demo";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Manifest> manifests;
  for (const auto& path : files) {
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    for (Manifest& manifest :
         ReadManifests(std::filesystem::relative(path, folder).string(), text.str())) {
      manifests.push_back(std::move(manifest));
    }
  }
  return manifests;
}

absl::Status ParseSpec(const std::string& yaml, google::protobuf::Message& message) {
  const std::string json = MapJson(YAML::Load(yaml), message.GetDescriptor());
  const auto status = google::protobuf::util::JsonStringToMessage(json, &message);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message()));
}

}  // namespace houniao::demo
