// One resource in full, as an indented outline.
#pragma once

#include <string>

#include "google/protobuf/message.h"

#include "services/talentctl/terminal.h"

namespace houniao::talentctl {

// A line for each field that is set: `Title: value`; nested messages and lists are indented. Fields
// that the server keeps (etag, times) stand at the end.
std::string Outline(const google::protobuf::Message& message, const Terminal& terminal);

}  // namespace houniao::talentctl
