#include "tests/integration/talent/talent_office.h"

#include <google/protobuf/text_format.h>

#include "common/crypto/signed_token.h"
#include "common/errors/errors.h"

namespace houniao::talent {

TalentOffice::TalentOffice(absl::Time start) : clock_(start) {
  rpc::AuthenticatorOptions options;
  options.keys.Add(token_key_);
  options.wall_clock = &wall_clock_;
  authenticator_ =
      std::make_unique<rpc::Authenticator>(std::move(options), rpc::AccessPolicy::BuiltIn());
  Start();
}

TalentOffice::~TalentOffice() {
  module_->Stop();
  server_.reset();
}

void TalentOffice::Start() {
  auto module = Module::Create({*database_, clock_, ids_, keyring_});
  EXPECT_OK(module.status());
  module_ = *std::move(module);
  EXPECT_OK(module_->Start());
  rpc::ServerOptions options;
  options.authenticator = authenticator_.get();
  options.policy = &rpc::AccessPolicy::BuiltIn();
  options.clock = &clock_;
  options.ids = &ids_;
  options.metrics = &metrics_;
  options.audit_read = [this](const CallContext& call, const std::vector<std::string>& names) {
    return module_->journal().AuditRead(call, names);
  };
  auto server = rpc::Server::Start(options, module_->services());
  EXPECT_OK(server.status());
  server_ = *std::move(server);
  const auto channel = server_->InProcessChannel(nullptr);
  talents_ = v1::TalentService::NewStub(channel);
  recognitions_ = v1::RecognitionService::NewStub(channel);
  consents_ = v1::ConsentService::NewStub(channel);
  teams_ = v1::TeamService::NewStub(channel);
}

void TalentOffice::Restart() {
  module_->Stop();
  server_.reset();
  module_.reset();
  database_.Reopen();
  Start();
}

std::string TalentOffice::TokenOf(const std::string& role) const {
  crypto::TokenClaims claims;
  claims.principal = "user:" + role;
  claims.roles = {role};
  claims.audience = "houniao";
  claims.issued_at = wall_clock_.Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  auto token = crypto::IssueToken(token_key_, claims);
  EXPECT_OK(token.status());
  return *std::move(token);
}

std::unique_ptr<grpc::ClientContext> TalentOffice::ContextOf(const std::string& role) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  context->AddMetadata("authorization", "Bearer " + TokenOf(role));
  context->AddMetadata("x-houniao-purpose", "test");
  return context;
}

absl::StatusOr<v1::Talent> TalentOffice::CreateTalent(const std::string& id,
                                                      const std::string& text) {
  v1::CreateTalentRequest request;
  request.set_talent_id(id);
  *request.mutable_talent() = FromText<v1::Talent>(text);
  if (request.talent().display_name().empty()) request.mutable_talent()->set_display_name("李敏");
  return Call(*talents_, &v1::TalentService::Stub::CreateTalent, request);
}

absl::StatusOr<v1::Talent> TalentOffice::GetTalent(const std::string& id, const std::string& role) {
  v1::GetTalentRequest request;
  request.set_name("talents/" + id);
  return Call(*talents_, &v1::TalentService::Stub::GetTalent, request, role);
}

std::vector<v1::Talent> TalentOffice::ListTalents(const std::string& filter) {
  std::vector<v1::Talent> all;
  v1::ListTalentsRequest request;
  request.set_filter(filter);
  request.set_page_size(500);
  do {
    const auto page = Call(*talents_, &v1::TalentService::Stub::ListTalents, request);
    EXPECT_OK(page.status());
    if (!page.ok()) return all;
    all.insert(all.end(), page->talents().begin(), page->talents().end());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return all;
}

std::vector<v1::Recognition> TalentOffice::ListRecognitions(const std::string& parent) {
  v1::ListRecognitionsRequest request;
  request.set_parent(parent);
  const auto page = Call(*recognitions_, &v1::RecognitionService::Stub::ListRecognitions, request);
  EXPECT_OK(page.status());
  if (!page.ok()) return {};
  return {page->recognitions().begin(), page->recognitions().end()};
}

std::vector<v1::Consent> TalentOffice::ListConsents(const std::string& parent) {
  v1::ListConsentsRequest request;
  request.set_parent(parent);
  const auto page = Call(*consents_, &v1::ConsentService::Stub::ListConsents, request);
  EXPECT_OK(page.status());
  if (!page.ok()) return {};
  return {page->consents().begin(), page->consents().end()};
}

int64_t TalentOffice::Revision() const {
  const auto revision = module_->journal().Revision(testing::Soon());
  EXPECT_OK(revision.status());
  return revision.value_or(-1);
}

TalentOffice::Imported TalentOffice::Import(const std::string& csv, bool dry_run,
                                            const std::string& request_id, int stop_after,
                                            const std::string& role) {
  const auto context = ContextOf(role);
  const auto stream = talents_->ImportTalents(context.get());
  v1::ImportTalentsRequest first;
  first.mutable_options()->set_dry_run(dry_run);
  first.mutable_options()->set_source("test file");
  first.set_request_id(request_id);
  stream->Write(first);
  for (size_t at = 0; at < csv.size(); at += 1000) {
    v1::ImportTalentsRequest chunk;
    chunk.set_chunk(csv.substr(at, 1000));
    if (!stream->Write(chunk)) break;
  }
  stream->WritesDone();
  Imported imported;
  v1::ImportTalentsResponse response;
  while (stream->Read(&response)) {
    imported.rows.insert(imported.rows.end(), response.rows().begin(), response.rows().end());
    if (response.has_summary()) imported.summary = response.summary();
    if (++imported.messages == stop_after) context->TryCancel();
  }
  imported.status = rpc::FromGrpc(stream->Finish());
  return imported;
}

std::vector<std::string> TalentOffice::Imported::Shown() const {
  std::vector<std::string> shown;
  for (const auto& row : rows) {
    std::string text =
        absl::StrCat(row.row(), " ", v1::ImportRowResult::Outcome_Name(row.outcome()));
    for (const auto& error : row.errors()) absl::StrAppend(&text, " ", error.column());
    shown.push_back(text);
  }
  return shown;
}

template <typename T>
T FromText(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

template v1::Talent FromText(const std::string&);
template v1::Recognition FromText(const std::string&);
template v1::Consent FromText(const std::string&);
template v1::Team FromText(const std::string&);

}  // namespace houniao::talent
