// The files of a database in JSON, for the manifest of an index and the stub of a cluster.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "indexer/store/manifest.h"

namespace kb {

inline nlohmann::ordered_json part_json(const IndexPart& part) {
  return {{"name", part.name}, {"size", part.size}, {"xxh3", part.hash}};
}

inline nlohmann::ordered_json parts_json(const std::vector<IndexPart>& parts) {
  auto json = nlohmann::ordered_json::array();
  for (const IndexPart& part : parts) json.push_back(part_json(part));
  return json;
}

/// Throws Json::exception where a field is missing or of the wrong type.
inline IndexPart part_of(const nlohmann::ordered_json& json) {
  return {json.at("name"), json.at("size"), json.at("xxh3")};
}

inline std::vector<IndexPart> parts_of(const nlohmann::ordered_json& json) {
  std::vector<IndexPart> parts;
  for (const auto& part : json) parts.push_back(part_of(part));
  return parts;
}

}  // namespace kb
