// Brings the services to what manifests say.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

#include "services/talentctl/connection.h"
#include "services/talentctl/manifest.h"

#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::talentctl {

struct ApplyOptions {
  // Fields that a document leaves out are cleared; otherwise they keep their value.
  bool replace = false;
  bool dry_run = false;
};

struct Applied {
  // created, updated, unchanged, published, new version, draft replaced, failed.
  std::string outcome;
  // OK unless the document failed; field violations are those of the document.
  absl::Status status;
  // What a check of a policy found.
  std::vector<benefits::v1::LintFinding> findings;
};

class Applier {
 public:
  // `all` are the documents that are applied together, for dry runs.
  Applier(Connection& connection, const ApplyOptions& options, const std::vector<Document>& all);

  // One document. Whatever the services refuse is in the answer.
  Applied Apply(const Document& document);

 private:
  absl::StatusOr<std::string> ApplyResource(const Document& document);
  absl::StatusOr<std::string> Create(const Document& document);
  absl::StatusOr<std::string> Update(const Document& document, const Message& current);
  // Publishes what is a draft; `outcome` is what was done before.
  absl::StatusOr<std::string> Publish(const Document& document, const Message& resource,
                                      std::string outcome);
  absl::StatusOr<std::string> ApplyPolicy(const Document& document,
                                          std::vector<benefits::v1::LintFinding>* findings);
  // In a dry run nothing that the file creates exists yet, so that references to it fail.
  bool WaitsForAnother(const Document& document, const absl::Status& status) const;

  Connection& connection_;
  const ApplyOptions options_;
  const std::vector<Document>& all_;
};

// A violation of a request told in terms of the file: `demand.requirements[0].key` ->
// `spec.requirements[0].key`.
std::string FieldOfDocument(const Document& document, absl::string_view field);

}  // namespace houniao::talentctl
