#include "common/resource/standard_methods.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/field_mask.h"
#include "common/resource/filter.h"
#include "common/resource/page_token.h"
#include "common/resource/rules.h"
#include "common/resource/sensitive.h"

namespace houniao::resource {
namespace {

// An absent value sorts as the smallest of its type, on both engines alike.
std::string OrderExpression(const OrderColumn& column) {
  if (column.column == "name") return "name";
  return absl::StrCat("COALESCE(", column.column, ", ", column.text ? "''" : "-9223372036854775807",
                      ")");
}

// `(a > ?) OR (a = ? AND b < ?) ...`: everything after the cursor in the given order.
std::string AfterCursor(const std::vector<OrderColumn>& order, const std::vector<db::Value>& cursor,
                        std::vector<db::Value>& values) {
  std::vector<std::string> alternatives;
  for (size_t i = 0; i < order.size(); ++i) {
    std::string all;
    for (size_t j = 0; j < i; ++j) {
      absl::StrAppend(&all, OrderExpression(order[j]), " = ? AND ");
      values.push_back(cursor[j]);
    }
    absl::StrAppend(&all, OrderExpression(order[i]), order[i].descending ? " < ?" : " > ?");
    values.push_back(cursor[i]);
    alternatives.push_back(absl::StrCat("(", all, ")"));
  }
  return absl::StrCat("(", absl::StrJoin(alternatives, " OR "), ")");
}

// A page ends early at this size: a client takes 4 MiB in one message.
constexpr size_t kMaxPageBytes = 3 << 20;

const FieldDescriptor* ListField(const Kind& kind, const Message& reply) {
  return reply.GetDescriptor()->FindFieldByName(kind.plural());
}

}  // namespace

absl::Status StandardMethods::CheckName(absl::string_view field, absl::string_view name) const {
  if (kind_.pattern().Matches(name)) return absl::OkStatus();
  return errors::InvalidResourceName(field, kind_.pattern().text());
}

absl::Status StandardMethods::CreateIn(WriteScope& scope, const Kind& kind, Message& resource) {
  if (kind.options().prepare_create) {
    RETURN_IF_ERROR(kind.options().prepare_create(scope, resource));
  }
  return scope.Insert(kind, resource);
}

absl::Status StandardMethods::UpdateIn(WriteScope& scope, const Kind& kind, const Message& before,
                                       Message& after) {
  if (kind.options().prepare_update) {
    RETURN_IF_ERROR(kind.options().prepare_update(scope, before, after));
  }
  return scope.Replace(kind, after);
}

absl::Status StandardMethods::Create(CallContext& call, const Message& request,
                                     Message* reply) const {
  const Message* given = GetMessage(request, kind_.singular());
  if (given == nullptr) return errors::InvalidField(kind_.singular(), "is required");
  const std::string id = GetText(request, absl::StrCat(kind_.singular(), "_id"));
  if (!id.empty() && !IsResourceId(id)) {
    return errors::InvalidField(absl::StrCat(kind_.singular(), "_id"),
                                "must be 1 to 63 of a-z, 0-9 and -, not starting with -");
  }
  const std::string parent = GetText(request, "parent");
  if (kind_.pattern().has_parent() &&
      (!kind_.pattern().MatchesParent(parent) || absl::StrContains(parent, "/-"))) {
    return errors::InvalidResourceName("parent", NamePattern::ParentOf(kind_.pattern().text()));
  }
  return store_.Mutate(call, request, reply, [&](WriteScope& scope, Message* out) -> absl::Status {
    out->CopyFrom(*given);
    if (parent_kind_ != nullptr) RETURN_IF_ERROR(scope.Require(*parent_kind_, "parent", parent));
    SetText(*out, "name", kind_.pattern().Format(parent, id.empty() ? scope.ids().NewId() : id));
    return CreateIn(scope, kind_, *out);
  });
}

absl::Status StandardMethods::Get(CallContext& call, const Message& request, Message* reply) const {
  const std::string name = GetText(request, "name");
  RETURN_IF_ERROR(CheckName("name", name));
  return store_.Load(call, kind_, name, reply);
}

absl::Status StandardMethods::BatchGet(CallContext& call, const Message& request,
                                       Message* reply) const {
  const auto* names = request.GetDescriptor()->FindFieldByName("names");
  const int count = request.GetReflection()->FieldSize(request, names);
  for (int i = 0; i < count; ++i) {
    const std::string name = request.GetReflection()->GetRepeatedString(request, names, i);
    RETURN_IF_ERROR(CheckName(absl::StrCat("names[", i, "]"), name));
    Message* item = reply->GetReflection()->AddMessage(reply, ListField(kind_, *reply));
    RETURN_IF_ERROR(store_.Load(call, kind_, name, item));
  }
  return absl::OkStatus();
}

absl::Status StandardMethods::List(CallContext& call, const Message& request,
                                   Message* reply) const {
  const int page_size = PageSize(GetNumber(request, "page_size"));
  const std::string fingerprint = QueryFingerprint(request);
  ASSIGN_OR_RETURN(CompiledFilter filter, CompileFilter(kind_, GetText(request, "filter")));
  ASSIGN_OR_RETURN(const auto order, CompileOrder(kind_, GetText(request, "order_by")));

  std::vector<std::string> conditions;
  std::vector<db::Value> values;
  if (kind_.pattern().has_parent()) {
    const std::string parent = GetText(request, "parent");
    if (!kind_.pattern().MatchesParent(parent)) {
      return errors::InvalidResourceName("parent", NamePattern::ParentOf(kind_.pattern().text()));
    }
    if (!absl::StrContains(parent, "/-")) {
      conditions.push_back("parent = ?");
      values.emplace_back(parent);
    }
  }
  if (kind_.options().soft_delete && GetNumber(request, "show_deleted") == 0) {
    conditions.push_back("delete_time IS NULL");
  }
  if (!filter.sql.empty()) {
    conditions.push_back(filter.sql);
    values.insert(values.end(), filter.values.begin(), filter.values.end());
  }
  if (const std::string token = GetText(request, "page_token"); !token.empty()) {
    ASSIGN_OR_RETURN(const auto cursor,
                     OpenPageToken(store_.secrets(), fingerprint, token, clock_.Now()));
    if (cursor.size() != order.size()) return errors::InvalidPageToken("has another order");
    conditions.push_back(AfterCursor(order, cursor, values));
  }
  std::string columns = kind_.select_columns();
  std::vector<std::string> order_terms;
  for (const OrderColumn& column : order) {
    const std::string expression = OrderExpression(column);
    absl::StrAppend(&columns, ", ", expression);
    order_terms.push_back(absl::StrCat(expression, column.descending ? " DESC" : ""));
  }
  const std::string sql = absl::StrCat(
      "SELECT ", columns, " FROM ", kind_.options().table,
      conditions.empty() ? "" : absl::StrCat(" WHERE ", absl::StrJoin(conditions, " AND ")),
      " ORDER BY ", absl::StrJoin(order_terms, ", "), " LIMIT ?");
  values.emplace_back(page_size + 1);

  int count = 0;
  size_t bytes = 0;
  std::vector<db::Value> last;
  absl::Status decoded;
  RETURN_IF_ERROR(ReadError(store_.database().Query(
      sql, values,
      [&](const db::Row& row) {
        if (count == page_size || bytes >= kMaxPageBytes) {
          SetText(*reply, "next_page_token",
                  SealPageToken(store_.secrets(), fingerprint, last, clock_.Now()));
          return false;
        }
        ++count;
        last.clear();
        for (size_t i = 0; i < order.size(); ++i) {
          const int column = 3 + static_cast<int>(i);
          last.push_back(order[i].text ? db::Value(row.Bytes(column)) : db::Value(row.Int(column)));
        }
        Message* item = reply->GetReflection()->AddMessage(reply, ListField(kind_, *reply));
        decoded = kind_.Decode(row, store_.secrets(), item);
        bytes += item->ByteSizeLong();
        return decoded.ok();
      },
      call.deadline)));
  return decoded;
}

absl::Status StandardMethods::Update(CallContext& call, const Message& request,
                                     Message* reply) const {
  const Message* given = GetMessage(request, kind_.singular());
  if (given == nullptr) return errors::InvalidField(kind_.singular(), "is required");
  const std::string name = GetText(*given, "name");
  RETURN_IF_ERROR(CheckName(absl::StrCat(kind_.singular(), ".name"), name));
  const auto* mask =
      static_cast<const google::protobuf::FieldMask*>(GetMessage(request, "update_mask"));
  return store_.Mutate(call, request, reply, [&](WriteScope& scope, Message* out) -> absl::Status {
    RETURN_IF_ERROR(scope.Load(kind_, name, out));
    RETURN_IF_ERROR(CheckEtag(kind_, *out, GetText(*given, "etag")));
    if (GetMessage(*out, "delete_time") != nullptr) return errors::NotFound(kind_.type(), name);
    std::unique_ptr<Message> before(out->New());
    before->CopyFrom(*out);
    RETURN_IF_ERROR(ApplyUpdate(*given, mask, *out));
    RestoreMasked(*before, *out);
    auto violations = CheckRules(*out, kind_.singular());
    if (!violations.empty()) return errors::InvalidFields(std::move(violations));
    return UpdateIn(scope, kind_, *before, *out);
  });
}

absl::Status StandardMethods::Delete(CallContext& call, const Message& request,
                                     Message* reply) const {
  const std::string name = GetText(request, "name");
  RETURN_IF_ERROR(CheckName("name", name));
  return store_.Mutate(call, request, reply, [&](WriteScope& scope, Message* out) -> absl::Status {
    std::unique_ptr<Message> resource = kind_.NewMessage();
    const absl::Status loaded = scope.Load(kind_, name, resource.get());
    if (absl::IsNotFound(loaded) && GetNumber(request, "allow_missing") != 0) {
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(loaded);
    RETURN_IF_ERROR(CheckEtag(kind_, *resource, GetText(request, "etag")));
    if (GetMessage(*resource, "delete_time") != nullptr) {
      return errors::NotFound(kind_.type(), name);
    }
    if (kind_.options().prepare_delete) {
      RETURN_IF_ERROR(kind_.options().prepare_delete(scope, *resource));
    }
    RETURN_IF_ERROR(kind_.options().soft_delete ? scope.SetDeleted(kind_, *resource, true)
                                                : scope.Remove(kind_, *resource));
    if (out->GetDescriptor() == resource->GetDescriptor()) out->CopyFrom(*resource);
    return absl::OkStatus();
  });
}

absl::Status StandardMethods::Undelete(CallContext& call, const Message& request,
                                       Message* reply) const {
  const std::string name = GetText(request, "name");
  RETURN_IF_ERROR(CheckName("name", name));
  return store_.Mutate(call, request, reply, [&](WriteScope& scope, Message* out) -> absl::Status {
    RETURN_IF_ERROR(scope.Load(kind_, name, out));
    RETURN_IF_ERROR(CheckEtag(kind_, *out, GetText(request, "etag")));
    if (GetMessage(*out, "delete_time") == nullptr) return errors::NotDeleted(kind_.type(), name);
    return scope.SetDeleted(kind_, *out, false);
  });
}

}  // namespace houniao::resource
