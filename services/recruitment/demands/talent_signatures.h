// Which signatures one talent meets, and how well.
#pragma once

#include <cstdint>
#include <vector>

#include "common/titles/title_query.h"
#include "services/recruitment/demands/demand_table.h"
#include "services/recruitment/matching/applicant.h"

namespace houniao::recruitment {

// Good while the table and the View live that it was made from.
class TalentSignatures {
 public:
  TalentSignatures(const DemandTable& table, const Applicant& talent);

  // Numbers of the signatures of a kind that the talent meets, among those that are musts.
  const std::vector<uint32_t>& Met(SignatureKind kind);
  // Basis points, as the criteria of the score have it; worked out once for each.
  int QualityOf(uint32_t signature);

 private:
  void AddSkills();
  void AddMajors();
  void AddWithin(SignatureKind kind, uint32_t key);
  void AddTouching(SignatureKind kind, population::KeyRange range, uint32_t key,
                   const std::vector<uint32_t>& ancestors);
  int WorkOut(const Signature& signature);
  int BestSkill(const Signature& signature) const;
  int BestMajor(const Signature& signature);
  int BestPost(const Signature& signature);

  const DemandTable& table_;
  const Applicant talent_;
  const population::ListsView lists_;
  std::vector<uint32_t> met_;
  std::vector<std::string> major_classes_;  // of the talent's majors
  bool classes_known_ = false;
  std::vector<titles::TitleQuery> posts_;  // the talent's, as titles are near both ways
  bool posts_known_ = false;
  std::vector<int16_t> qualities_;  // by signature; -1: not worked out
};

}  // namespace houniao::recruitment
