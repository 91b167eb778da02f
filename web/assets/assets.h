// The files of web/assets, as they are built into the program: none is opened at run time.
#pragma once

#include <string_view>

namespace kb {

extern const std::string_view kStyleSheet;
extern const std::string_view kScript;
extern const std::string_view kOfflineScript;  ///< of the search page of an export
extern const std::string_view kIcon;
extern const std::string_view kIllustration;  ///< the icon as a PNG of 48 by 48 pixels
extern const std::string_view
    kHelpText;  ///< HTML of the help page's text; HOST stands for the host

}  // namespace kb
