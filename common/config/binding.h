// One setting with its type erased. For settings.cc and help.cc.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/config/settings.h"
#include "common/config/value_text.h"

namespace houniao::config {

class Settings::Binding {
 public:
  struct Description {
    std::string flag;
    std::string group;
    std::string doc;
    std::string placeholder;
    bool required = false;
    bool secret = false;
    bool is_bool = false;
  };

  explicit Binding(Description description) : description_(std::move(description)) {}
  virtual ~Binding() = default;

  const Description& description() const { return description_; }
  Source source() const { return source_; }
  // How the fault of this setting is named: by the source its value came from.
  std::string Subject() const {
    return source_ == Source::kEnvironment ? EnvironmentName(description_.flag)
                                           : absl::StrCat("--", description_.flag);
  }

  // Takes the value as the one to be checked and committed. Returns what is wrong with the text.
  virtual std::string Take(const std::vector<std::string>& texts) = 0;
  virtual std::string CheckTaken() const = 0;
  virtual void Commit() = 0;
  virtual void RollBack() = 0;
  // Forgets what was taken: the default holds again.
  virtual void Reset() = 0;
  // Of the value taken last, or the default.
  virtual std::string Text() const = 0;
  virtual std::string DefaultText() const = 0;
  void set_source(Source source) { source_ = source; }

  std::string Shown(const std::string& text) const {
    if (description_.secret) return text.empty() ? "" : "(set)";
    return Redacted(text);
  }

 private:
  const Description description_;
  Source source_ = Source::kDefault;
};

template <typename T>
class Settings::TypedBinding final : public Settings::Binding {
 public:
  TypedBinding(Description description, T* target, Check<T> check)
      : Binding(std::move(description)),
        target_(target),
        default_(*target),
        taken_(*target),
        check_(std::move(check)) {}

  std::string Take(const std::vector<std::string>& texts) override {
    return ReadValue(texts, &taken_);
  }
  std::string CheckTaken() const override {
    return check_ == nullptr ? "" : std::string(check_(taken_).message());
  }
  void Commit() override { *target_ = taken_; }
  void RollBack() override { *target_ = default_; }
  void Reset() override {
    taken_ = default_;
    set_source(Source::kDefault);
  }
  std::string Text() const override { return WriteValue(taken_); }
  std::string DefaultText() const override { return WriteValue(default_); }

 private:
  T* const target_;
  const T default_;
  T taken_;
  const Check<T> check_;
};

}  // namespace houniao::config
