// Every kind of resource that the services offer, with its standard methods, read from the schema:
// a new kind needs no code here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

#include "common/resource/names.h"

namespace houniao::talentctl {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// Methods are null where the service does not offer them.
struct Kind {
  explicit Kind(const Descriptor* message);

  const Descriptor* descriptor;
  std::string type;        // talent.houniao/Recognition
  std::string title;       // Recognition
  std::string singular;    // recognition
  std::string plural;      // recognitions
  std::string collection;  // last literal of the pattern, `serviceDays`
  resource::NamePattern pattern;
  const MethodDescriptor* get = nullptr;
  const MethodDescriptor* list = nullptr;
  const MethodDescriptor* create = nullptr;
  const MethodDescriptor* update = nullptr;
  const MethodDescriptor* remove = nullptr;
  const MethodDescriptor* undelete = nullptr;
  const MethodDescriptor* publish = nullptr;
  // Field of the List reply that holds the resources; null without `list`.
  const FieldDescriptor* listed = nullptr;

  // `demands/` in front of a bare id of a top-level kind; a name stays as it is.
  std::string NameOf(absl::string_view text) const;
};

// What `list` is asked for.
struct Listing {
  const Kind* kind = nullptr;
  // Empty for a top-level kind, `engagements/-` for all parents.
  std::string parent;
};

class Catalogue {
 public:
  static const Catalogue& Get();

  const std::vector<Kind>& kinds() const { return kinds_; }
  // INVALID_ARGUMENT with the nearest spelling for what is no name of any kind.
  absl::StatusOr<const Kind*> OfName(absl::string_view name) const;
  // `talents`, `engagements/e-1/serviceDays`, `serviceDays`; case and `_`, `-` do not matter.
  absl::StatusOr<Listing> OfCollection(absl::string_view text) const;
  // `Demand`, as manifests say it; null if there is none.
  const Kind* OfTitle(absl::string_view title) const;
  // By its singular, for constants of this program: it must exist.
  const Kind& Known(absl::string_view singular) const;
  // Kinds whose parent is this kind.
  std::vector<const Kind*> ChildrenOf(const Kind& kind) const;
  std::string Collections() const;

 private:
  Catalogue();
  std::vector<Kind> kinds_;
};

// A new message of a type that is linked in.
std::unique_ptr<Message> NewMessage(const Descriptor* descriptor);
std::unique_ptr<Message> NewRequest(const MethodDescriptor& method);
std::unique_ptr<Message> NewReply(const MethodDescriptor& method);

}  // namespace houniao::talentctl
