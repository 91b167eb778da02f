// What the programs that make sites from Markdown read, and no reader sees.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// Blanks the lines that hold nothing but a mark of Jekyll (`{% include toc.html %}`, `{: .note }`),
/// Hugo (`{{% alert %}}`, `{{< figure >}}`), Docusaurus (`:::info`, `import X from '...';`) or a
/// wiki (`[[_TOC_]]`). A box that is titled by a standard heading, `> [!bug] Symptoms`, begins with
/// that heading, other boxes (`> [!NOTE]`) with their title alone. Code keeps all of its lines, and the text all of its line numbers.
std::string without_template_lines(std::string_view markdown);

}  // namespace kb
