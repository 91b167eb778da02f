// Articles that no archive format covers: a company's own Markdown, and plain text.
#pragma once

#include <string_view>

#include "parser/article.h"

namespace kb {

/// Reads ordinary Markdown into `article` (everything but id-by-name and extractions).
///
/// Front matter keys, any case: `id`/`article`/`kb`, `title`, `product(s)`, `version(s)`,
/// `os`/`operating_systems`, `keywords`/`tags`, `date`/`last_modified`/`updated`,
/// `applies_to`/`applies-to`, `type`/`issue_type`, `query_words`. A missing title is the first
/// heading, else the first line.
/// Sections begin at headings of level 1 or 2, and at deeper ones that name a standard kind;
/// `## Symptoms`, `## Root cause`, `## Solution` are the kinds they mean. Every other heading stays
/// in the text as a sub-heading underlined by dashes. Texts beyond kMaxMarkdown are
/// one section of the text as it is.
void read_markdown(std::string_view text, Article& article);

/// Reads plain text: the title is the first line that is not blank, sections as in sections.h.
void read_plain_text(std::string_view text, Article& article);

}  // namespace kb
