#include "common/resource/filter.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"

namespace houniao::resource {
namespace {

constexpr size_t kMaxBytes = 1024;
constexpr int kMaxTerms = 20;
constexpr int kMaxDepth = 10;

struct Token {
  enum class Kind { kEnd, kWord, kText, kOperator, kOpen, kClose, kMinus };
  Kind kind = Kind::kEnd;
  std::string text;
  int position = 0;
};

bool IsWordChar(char c) {
  return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '-' || c == '+' || c == '/' ||
         c == '*' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

absl::StatusOr<Token> QuotedText(absl::string_view filter, size_t& at) {
  Token token{Token::Kind::kText, "", static_cast<int>(at)};
  const char quote = filter[at++];
  while (at < filter.size() && filter[at] != quote) {
    if (filter[at] == '\\' && at + 1 < filter.size()) ++at;
    token.text += filter[at++];
  }
  if (at >= filter.size()) return errors::InvalidFilter("the quote is not closed", token.position);
  ++at;
  return token;
}

Token WordOrTime(absl::string_view filter, size_t& at, bool value_expected) {
  Token token{Token::Kind::kWord, "", static_cast<int>(at)};
  // A colon belongs to a word only inside a time, which can only stand where a value is expected.
  while (at < filter.size() && (IsWordChar(filter[at]) || (value_expected && filter[at] == ':'))) {
    token.text += filter[at++];
  }
  return token;
}

absl::StatusOr<std::vector<Token>> Tokenize(absl::string_view filter) {
  std::vector<Token> tokens;
  size_t at = 0;
  while (at < filter.size()) {
    const char c = filter[at];
    const int position = static_cast<int>(at);
    const bool value_expected = !tokens.empty() && tokens.back().kind == Token::Kind::kOperator;
    if (absl::ascii_isspace(c)) {
      ++at;
    } else if (c == '(' || c == ')') {
      tokens.push_back({c == '(' ? Token::Kind::kOpen : Token::Kind::kClose, "", position});
      ++at;
    } else if (c == '"' || c == '\'') {
      ASSIGN_OR_RETURN(Token token, QuotedText(filter, at));
      tokens.push_back(std::move(token));
    } else if (absl::StrContains("=!<>:", absl::string_view(&c, 1))) {
      const bool two = at + 1 < filter.size() && filter[at + 1] == '=' && c != '=' && c != ':';
      tokens.push_back(
          {Token::Kind::kOperator, std::string(filter.substr(at, two ? 2 : 1)), position});
      at += two ? 2 : 1;
    } else if (c == '-' && !value_expected) {
      tokens.push_back({Token::Kind::kMinus, "", position});
      ++at;
    } else if (IsWordChar(c)) {
      tokens.push_back(WordOrTime(filter, at, value_expected));
    } else {
      return errors::InvalidFilter("this character has no meaning here", position);
    }
  }
  tokens.push_back({Token::Kind::kEnd, "", static_cast<int>(filter.size())});
  return tokens;
}

class Parser {
 public:
  Parser(const Kind& kind, std::vector<Token> tokens) : kind_(kind), tokens_(std::move(tokens)) {}

  absl::StatusOr<CompiledFilter> Parse() {
    RETURN_IF_ERROR(Expression(0));
    if (Peek().kind != Token::Kind::kEnd) {
      return errors::InvalidFilter("expected AND, OR or the end", Peek().position);
    }
    return std::move(out_);
  }

 private:
  const Token& Peek() const { return tokens_[at_]; }
  const Token& Take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool TakeWord(absl::string_view word) {
    if (Peek().kind != Token::Kind::kWord || Peek().text != word) return false;
    Take();
    return true;
  }

  absl::Status Expression(int depth) {
    if (depth > kMaxDepth) return errors::InvalidFilter("nested too deeply", Peek().position);
    out_.sql += "(";
    do {
      RETURN_IF_ERROR(Factor(depth));
    } while (TakeWord("AND") && (out_.sql += " AND ", true));
    out_.sql += ")";
    return absl::OkStatus();
  }

  absl::Status Factor(int depth) {
    out_.sql += "(";
    do {
      RETURN_IF_ERROR(Term(depth));
    } while (TakeWord("OR") && (out_.sql += " OR ", true));
    out_.sql += ")";
    return absl::OkStatus();
  }

  absl::Status Term(int depth) {
    if (Peek().kind == Token::Kind::kMinus ||
        (Peek().kind == Token::Kind::kWord && Peek().text == "NOT")) {
      Take();
      out_.sql += "NOT ";
    }
    if (Peek().kind == Token::Kind::kOpen) {
      Take();
      RETURN_IF_ERROR(Expression(depth + 1));
      if (Take().kind != Token::Kind::kClose) {
        return errors::InvalidFilter("expected `)`", Peek().position);
      }
      return absl::OkStatus();
    }
    return Comparison();
  }

  absl::Status Comparison() {
    if (++terms_ > kMaxTerms) {
      return errors::InvalidFilter("more than 20 comparisons", Peek().position);
    }
    const Token path = Take();
    if (path.kind != Token::Kind::kWord) {
      return errors::InvalidFilter("expected a field name", path.position);
    }
    const auto* column = kind_.FindListed(path.text);
    if (column == nullptr) {
      return errors::InvalidFilter(
          absl::StrCat("no field `", path.text,
                       "` to filter by; use one of: ", kind_.ListedPaths()),
          path.position);
    }
    const Token op = Take();
    if (op.kind != Token::Kind::kOperator) {
      return errors::InvalidFilter("expected = != < <= > >= or :", op.position);
    }
    const Token value = Take();
    if (value.kind != Token::Kind::kWord && value.kind != Token::Kind::kText) {
      return errors::InvalidFilter("expected a value", value.position);
    }
    if (op.text == ":" || column->list) {
      return Has(*column, op, value);
    }
    return Compare(*column, op, value);
  }

  absl::Status Has(const Kind::ListedColumn& column, const Token& op, const Token& value) {
    if (op.text != ":" && op.text != "=") {
      return errors::InvalidFilter("a list can only be asked with `:`", op.position);
    }
    if (value.kind == Token::Kind::kWord && value.text == "*") {
      absl::StrAppend(&out_.sql, "(", column.column, " IS NOT NULL AND ", column.column, " <> ?)");
      out_.values.emplace_back("");
      return absl::OkStatus();
    }
    if (!column.list) {
      return Compare(column, {Token::Kind::kOperator, "=", op.position}, value);
    }
    std::string item = value.text;
    if (column.field != nullptr && column.field->enum_type() != nullptr) {
      ASSIGN_OR_RETURN(const db::Value number, EnumValue(column.field, value));
      item = absl::StrCat(number.number);
    }
    absl::StrAppend(&out_.sql, "INSTR(", column.column, ", ?) > 0");
    out_.values.emplace_back(absl::StrCat("|", item, "|"));
    return absl::OkStatus();
  }

  absl::Status Compare(const Kind::ListedColumn& column, const Token& op, const Token& value) {
    const bool text =
        column.field == nullptr || column.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (text && op.text == "=" && value.text.size() > 1 && absl::EndsWith(value.text, "*")) {
      const std::string prefix = value.text.substr(0, value.text.size() - 1);
      // SUBSTR counts characters on text and bytes on keys; comparing a range means the same on
      // both.
      absl::StrAppend(&out_.sql, "(", column.column, " >= ? AND ", column.column, " < ?)");
      out_.values.emplace_back(prefix);
      out_.values.emplace_back(absl::StrCat(prefix, "\xf4\x8f\xbf\xbf"));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(db::Value bound, Bind(column, value));
    absl::StrAppend(&out_.sql, column.column, " ", op.text == "!=" ? "<>" : op.text, " ?");
    out_.values.push_back(std::move(bound));
    return absl::OkStatus();
  }

  absl::StatusOr<db::Value> EnumValue(const FieldDescriptor* field, const Token& value) {
    const auto* found = field->enum_type()->FindValueByName(value.text);
    if (found == nullptr) {
      return errors::InvalidFilter(
          absl::StrCat("`", value.text, "` is not a value of ", field->enum_type()->name()),
          value.position);
    }
    return db::Value(found->number());
  }

  absl::StatusOr<db::Value> Bind(const Kind::ListedColumn& column, const Token& value) {
    if (column.field == nullptr) {
      int64_t number;
      if (value.kind == Token::Kind::kWord && absl::SimpleAtoi(value.text, &number)) {
        return db::Value(number);
      }
      return db::Value(value.text);
    }
    switch (column.field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return db::Value(value.text);
      case FieldDescriptor::CPPTYPE_ENUM:
        return EnumValue(column.field, value);
      case FieldDescriptor::CPPTYPE_BOOL:
        if (value.text == "true" || value.text == "false") return db::Value(value.text == "true");
        return errors::InvalidFilter("expected true or false", value.position);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return TimeOrDate(column.field, value);
      default: {
        int64_t number;
        if (absl::SimpleAtoi(value.text, &number)) return db::Value(number);
        return errors::InvalidFilter("expected a number", value.position);
      }
    }
  }

  absl::StatusOr<db::Value> TimeOrDate(const FieldDescriptor* field, const Token& value) {
    if (field->message_type()->full_name() == "google.type.Date") {
      auto day = ParseDay(value.text);
      if (!day.ok()) return errors::InvalidFilter("expected a date YYYY-MM-DD", value.position);
      return db::Value(DayNumber(*day));
    }
    absl::Time time;
    std::string problem;
    if (!absl::ParseTime(absl::RFC3339_full, value.text, &time, &problem)) {
      return errors::InvalidFilter("expected an RFC 3339 time", value.position);
    }
    return db::Value::Micros(time);
  }

  const Kind& kind_;
  const std::vector<Token> tokens_;
  size_t at_ = 0;
  int terms_ = 0;
  CompiledFilter out_;
};

}  // namespace

absl::StatusOr<CompiledFilter> CompileFilter(const Kind& kind, absl::string_view filter) {
  if (filter.size() > kMaxBytes) return errors::InvalidFilter("longer than 1024 bytes", kMaxBytes);
  ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(filter));
  if (tokens.size() == 1) return CompiledFilter();
  return Parser(kind, std::move(tokens)).Parse();
}

absl::StatusOr<std::vector<OrderColumn>> CompileOrder(const Kind& kind,
                                                      absl::string_view order_by) {
  std::vector<OrderColumn> order;
  for (absl::string_view part : absl::StrSplit(order_by, ',', absl::SkipWhitespace())) {
    const std::vector<absl::string_view> words = absl::StrSplit(part, ' ', absl::SkipEmpty());
    const auto* column = kind.FindListed(words[0]);
    const bool descending = words.size() == 2 && words[1] == "desc";
    if (column == nullptr || column->list || words.size() > 2 ||
        (words.size() == 2 && !descending) || order.size() >= 4) {
      return errors::InvalidOrderBy(absl::StripAsciiWhitespace(part), kind.ListedPaths());
    }
    const bool text =
        column->field == nullptr || column->field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    order.push_back({column->column, descending, text});
    if (column->column == "name") return order;
  }
  order.push_back({"name"});
  return order;
}

}  // namespace houniao::resource
