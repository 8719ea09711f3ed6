// The kinds that the tests of the resource layer use: talents, and recognitions below them.
#pragma once

#include "common/db/migrations.h"
#include "common/resource/kind.h"

#include "houniao/talent/v1/recognition.pb.h"
#include "houniao/talent/v1/talent.pb.h"
#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::testing {

inline std::vector<db::Migration> TalentMigrations() {
  return {{100, "create_talents", R"sql(
CREATE TABLE talents (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  external_id @key,
  region @key,
  employment_status @int,
  birth_date @int,
  industries @text,
  body @blob NOT NULL
) @table;
CREATE UNIQUE INDEX uq_talents_external_id ON talents (external_id);
CREATE TABLE recognitions (
  name @key NOT NULL PRIMARY KEY,
  parent @key NOT NULL,
  revision @int NOT NULL,
  create_time @int,
  update_time @int,
  delete_time @int,
  body @blob NOT NULL
) @table;
)sql"}};
}

inline resource::KindOptions TalentOptions() {
  resource::KindOptions options;
  options.descriptor = talent::v1::Talent::descriptor();
  options.table = "talents";
  options.columns = {
      {"external_id", "external_id", true,
       [](const resource::Message& m) {
         const std::string id = resource::GetText(m, "external_id");
         return id.empty() ? db::Value::Null() : db::Value(id);
       }},
      {"region"},
      {"employment_status", "employment.status"},
      {"birth_date"},
      {"industries"},
  };
  options.unique_indexes = {{"uq_talents_external_id", "external_id"}};
  return options;
}

inline resource::KindOptions RecognitionOptions() {
  resource::KindOptions options;
  options.descriptor = talent::v1::Recognition::descriptor();
  options.table = "recognitions";
  return options;
}

}  // namespace houniao::testing
