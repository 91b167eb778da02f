// The record of an article of which several editions are held.
//
// The newest edition is the record. Later printings lost fields that earlier ones had (query words,
// technology, versions, the product code): an older edition fills in what the newest does not say,
// and never replaces what it says. What stands only in older text is no part of the record's
// sections, codes or tables; it is kept beside them in Article::older, so that it is found.
#pragma once

#include <vector>

#include "parser/article.h"

namespace kb {

/// Returns `newest` with what it lost since `older`, which is sorted from the newest to the oldest.
/// Article::older gets an entry for each edition that says more: the paragraphs that hold a word
/// which no newer edition has, and the codes, file rows, cited articles, registry keys and values of
/// no newer edition. Linear.
Article merge_editions(Article newest, const std::vector<Article>& older);

}  // namespace kb
