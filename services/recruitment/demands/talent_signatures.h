// Which signatures one talent meets, and how well.
#pragma once

#include <array>
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

  // Numbers of the signatures of a kind that the talent meets, among those that are musts or
  // regions, each once.
  const std::vector<uint32_t>& Met(SignatureKind kind);
  // True if it is among those; Met must have been asked for its kind before.
  bool Meets(uint32_t signature) const { return met_[signature] != 0; }
  // Basis points, as the criteria of the score have it.
  int QualityOf(uint32_t signature);

 private:
  void Collect(SignatureKind kind);
  void Add(uint32_t number) {
    if (met_[number] != 0) return;
    met_[number] = 1;
    list_->push_back(number);
  }
  void AddSkills();
  void AddMajors();
  void AddWithin(SignatureKind kind, uint32_t key);
  void AddTouching(SignatureKind kind, population::KeyRange range, uint32_t key,
                   const std::vector<uint32_t>& ancestors);
  void FindFits();
  int BestSkill(uint32_t number);
  int BestMajor(const Signature& signature);
  int BestPost(const Signature& signature);

  const DemandTable& table_;
  const Applicant talent_;
  const population::ListsView lists_;
  struct Kind {
    bool known = false;
    std::vector<uint32_t> met;
  };
  std::array<Kind, kSignatureKinds> kinds_;
  std::vector<uint32_t>* list_ = nullptr;  // that is being collected
  std::vector<uint8_t> met_;               // by signature
  // The talent's skills that fit options, as lists.
  struct Fit {
    uint32_t skill = 0;  // number in the talent's list
    bool near = false;
    int32_t next = -1;
  };
  bool fits_known_ = false;
  std::vector<int32_t> first_fit_;  // by options; -1: none
  std::vector<Fit> fits_;
  std::vector<std::string> major_classes_;  // of the talent's majors
  bool classes_known_ = false;
  std::vector<titles::TitleQuery> posts_;  // the talent's, as titles are near both ways
  bool posts_known_ = false;
};

}  // namespace houniao::recruitment
