// On what terms a made-up person serves, and with whose consent.
#pragma once

#include "deploy/demo/generator/life.h"
#include "deploy/demo/generator/person.h"
#include "deploy/demo/generator/random.h"

namespace houniao::demo {

// Cells of forms, days, seasons, fee, places and travel.
void TellTerms(Random& random, const Life& life, Person& person);
// Cells of ties to the district.
void TellTies(Random& random, Person& person);
// Cells of the tier under the scheme of Ningde or Quanzhou.
void TellRecognition(Random& random, Person& person);
// Cells of the home unit's consent and of the person's own; decides Person::teachable.
void TellConsents(Random& random, const Life& life, Person& person);

}  // namespace houniao::demo
