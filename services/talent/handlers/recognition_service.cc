#include "services/talent/handlers/recognition_service.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/talent/domain/recognition_rules.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {
namespace {

using resource::Message;
using resource::StandardMethods;
using resource::WriteScope;

// The recognitions of a reply, whichever of the three shapes it has.
void ShowStates(Message& reply, absl::CivilDay today) {
  if (auto* one = dynamic_cast<v1::Recognition*>(&reply)) return ShowState(*one, today);
  google::protobuf::RepeatedPtrField<v1::Recognition>* many = nullptr;
  if (auto* page = dynamic_cast<v1::ListRecognitionsResponse*>(&reply)) {
    many = page->mutable_recognitions();
  } else if (auto* batch = dynamic_cast<v1::BatchGetRecognitionsResponse*>(&reply)) {
    many = batch->mutable_recognitions();
  }
  if (many == nullptr) return;
  for (v1::Recognition& recognition : *many) ShowState(recognition, today);
}

// Binds a method so that what it answers says the state of today.
void BindShowing(rpc::ServiceTable& table, const Clock& clock, absl::string_view name,
                 rpc::UnaryHandler handler) {
  table.UnaryDynamic(name, [&clock, handler = std::move(handler)](
                               CallContext& call, const Message& request, Message* reply) {
    const absl::Status status = handler(call, request, reply);
    if (status.ok()) ShowStates(*reply, clock.Today());
    return status;
  });
}

// Binds a verb: `decide` changes the recognition or refuses.
template <typename Request, typename Decide>
void BindVerb(rpc::ServiceTable& table, const feed::Journal& journal, const resource::Kind& kind,
              absl::string_view name, Decide decide) {
  BindShowing(table, journal.clock(), name,
              [&journal, &kind, decide](CallContext& call, const Message& message,
                                        Message* reply) -> absl::Status {
                const auto& request = static_cast<const Request&>(message);
                ASSIGN_OR_RETURN(
                    *static_cast<v1::Recognition*>(reply),
                    resource::Transition<v1::Recognition>(
                        journal.store(), call, kind, request,
                        [&](WriteScope& scope, v1::Recognition& recognition) -> absl::Status {
                          if (recognition.has_delete_time()) {
                            return errors::NotFound(kind.type(), recognition.name());
                          }
                          return decide(request, recognition, scope.today());
                        }));
                return absl::OkStatus();
              });
}

void BindVerbs(rpc::ServiceTable& table, const feed::Journal& journal, const resource::Kind& kind) {
  BindVerb<v1::PauseRecognitionRequest>(
      table, journal, kind, "PauseRecognition",
      [](const v1::PauseRecognitionRequest& request, v1::Recognition& recognition,
         absl::CivilDay today) { return PauseRecognition(recognition, request.reason(), today); });
  BindVerb<v1::ResumeRecognitionRequest>(
      table, journal, kind, "ResumeRecognition",
      [](const v1::ResumeRecognitionRequest& request, v1::Recognition& recognition,
         absl::CivilDay today) {
        return ResumeRecognition(
            recognition, request.has_check_in_due_date() ? &request.check_in_due_date() : nullptr,
            today);
      });
  BindVerb<v1::CancelRecognitionRequest>(
      table, journal, kind, "CancelRecognition",
      [](const v1::CancelRecognitionRequest& request, v1::Recognition& recognition,
         absl::CivilDay today) {
        return CancelRecognition(recognition, request.reason(),
                                 request.has_ban_end_date() ? &request.ban_end_date() : nullptr,
                                 today);
      });
}

}  // namespace

void BindRecognitionService(rpc::ServiceTable& table, const feed::Journal& journal,
                            const TalentKinds& kinds, const StandardMethods& recognitions) {
  using Method = absl::Status (StandardMethods::*)(CallContext&, const Message&, Message*) const;
  static constexpr std::pair<absl::string_view, Method> kStandard[] = {
      {"CreateRecognition", &StandardMethods::Create},
      {"GetRecognition", &StandardMethods::Get},
      {"BatchGetRecognitions", &StandardMethods::BatchGet},
      {"ListRecognitions", &StandardMethods::List},
      {"UpdateRecognition", &StandardMethods::Update},
      {"DeleteRecognition", &StandardMethods::Delete},
      {"UndeleteRecognition", &StandardMethods::Undelete},
  };
  for (const auto& [name, method] : kStandard) {
    BindShowing(table, journal.clock(), name,
                [&recognitions, method = method](CallContext& call, const Message& request,
                                                 Message* reply) {
                  return (recognitions.*method)(call, request, reply);
                });
  }
  BindVerbs(table, journal, kinds.recognitions);
}

}  // namespace houniao::talent
