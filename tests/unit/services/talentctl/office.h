// A server of the whole public interface whose answers a test gives, with tokens as the suite lays
// them down, and the program run against it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "google/protobuf/message.h"

#include "common/base/clock.h"
#include "common/base/ids.h"
#include "common/observe/metrics.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/server.h"
#include "common/rpc/service_table.h"

namespace houniao::talentctl {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

// One call that came in.
struct Seen {
  std::string method;  // GetTalent
  std::string principal;
  std::vector<std::string> roles;
  std::string employer;
  std::string purpose;
  std::string trace_id;
  std::unique_ptr<google::protobuf::Message> request;
};

class OfficeTest : public ::testing::Test {
 protected:
  OfficeTest();
  ~OfficeTest() override;

  // The answer of a unary method by its short name. What has none answers UNIMPLEMENTED.
  void Answer(const std::string& method, rpc::UnaryHandler handler);
  // Always the same.
  void Reply(const std::string& method, const google::protobuf::Message& reply);
  void Refuse(const std::string& method, const absl::Status& status);
  // Employers in a map, with standard methods that keep it.
  void KeepEmployers();

  // With --target and --data_dir of this office. A terminal of 100 columns, with colour and
  // Unicode, if `terminal`.
  Outcome Run(std::vector<std::string> arguments, bool terminal = false);
  // The last call of a method; fails if there is none.
  const Seen& Last(const std::string& method);
  int CountOf(const std::string& method) const;
  std::string WriteFile(const std::string& name, const std::string& text);

  const std::string& folder() const { return folder_; }
  std::vector<Seen>& seen() { return seen_; }

  rpc::BidiStreamHandler import_;
  rpc::ServerStreamHandler watch_;
  rpc::ServerStreamHandler plan_;

 private:
  void AddTable(const std::string& service);
  void Start();

  std::string folder_;
  SystemClock wall_clock_;
  RandomIds ids_;
  observe::Metrics metrics_;
  std::unique_ptr<rpc::Authenticator> authenticator_;
  std::vector<std::unique_ptr<rpc::ServiceTable>> tables_;
  std::map<std::string, rpc::UnaryHandler> answers_;
  std::vector<Seen> seen_;
  std::map<std::string, std::unique_ptr<google::protobuf::Message>> employers_;
  std::unique_ptr<rpc::Server> server_;
};

// The text of a file below the source folder.
std::string ReadSource(const std::string& path);
// Writes it under UPDATE_GOLDEN.
void UpdateGolden(const std::string& path, const std::string& text);

}  // namespace houniao::talentctl
