// Text as a part of an address.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// The text with every byte but letters, digits and `-._~` as a percent escape; the characters of
/// `keep` stay too.
std::string percent_encoded(std::string_view text, std::string_view keep = {});

}  // namespace kb
