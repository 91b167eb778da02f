#include "parser/fields/article_id.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* name;
  std::string in;
  std::string want;  ///< empty: none
};

std::string shown(const std::optional<std::string>& id) { return id.value_or(""); }

}  // namespace

TEST_CASE("every spelling of an article id is one id", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"letter", "Q182320", "Q182320"},
      {"lower case", "q182320", "Q182320"},
      {"bare number", "182320", "Q182320"},
      {"five digits", "10022", "Q10022"},
      {"KB and number", "KB182320", "Q182320"},
      {"a blank between", "kb 182320", "Q182320"},
      {"a blank behind Q", "Q 274256", "Q274256"},
      {"blanks around", "  Q182320\r\n", "Q182320"},
      {"file", "Q182320.TXT", "Q182320"},
      {"archive path", "txt/182/Q182320.TXT", "Q182320"},
      {"backslashes", "C:\\kb\\182\\q182320.txt", "Q182320"},
      {"folder", "kb/182/Q182320/", "Q182320"},
      {"folder page", "kb/182/Q182320/README.md", "Q182320"},
      {"folder page in a tree", "./data/kb/010/Q10022/README.md", "Q10022"},
      {"short path", "kb/182320", "Q182320"},
      {"split number", "Q182/3/20.asp", "Q182320"},
      {"split number of five digits", "Q18/3/65.ASP", "Q18365"},
      {"path with the whole number", "Q18/3/Q18365.asp", "Q18365"},
      {"articles page", "http://support.microsoft.com/support/kb/articles/Q182/3/20.asp",
       "Q182320"},
      {"kb page", "support.microsoft.com/kb/182320", "Q182320"},
      {"kb page with scheme", "https://support.microsoft.com/kb/182320", "Q182320"},
      {"www", "http://www.support.microsoft.com/kb/Q182320/", "Q182320"},
      {"port", "http://support.microsoft.com:80/support/kb/articles/q182/3/20.asp", "Q182320"},
      {"language in front", "https://support.microsoft.com/en-us/kb/182320", "Q182320"},
      {"language between", "http://support.microsoft.com/kb/en-us/182320", "Q182320"},
      {"language behind", "http://support.microsoft.com/kb/182320/en-us", "Q182320"},
      {"help page with title", "https://support.microsoft.com/en-us/help/182320/the-title",
       "Q182320"},
      {"fragment", "support.microsoft.com/kb/182320#symptoms", "Q182320"},
      {"query on kb page", "support.microsoft.com/kb/182320?wa=1", "Q182320"},
      {"scid", "support.microsoft.com/default.aspx?scid=kb;en-us;182320", "Q182320"},
      {"scid alone", "default.aspx?scid=kb;en-us;182320", "Q182320"},
      {"scid with Q and more",
       "http://support.microsoft.com/default.aspx?scid=kb;EN-US;q182320&sd=gn", "Q182320"},
      {"scid without language", "default.aspx?scid=kb;182320", "Q182320"},
      {"scid escaped", "http://support.microsoft.com/?scid=kb%3Ben-us%3B182320", "Q182320"},
      {"kbid", "http://support.microsoft.com/?kbid=182320", "Q182320"},
      {"article.asp", "http://support.microsoft.com/directory/article.asp?ID=KB;EN-US;Q182320",
       "Q182320"},
      {"scid with an address",
       "support.microsoft.com/default.aspx?scid=http://support.microsoft.com:80/support/kb/"
       "articles/"
       "Q182/3/20.asp&NoWebContent=1",
       "Q182320"},
      {"key of the parameter", "kb;en-us;182320", "Q182320"},
      {"empty", "", ""},
      {"letters alone", "Q", ""},
      {"four digits are a printer", "Q8010", ""},
      {"seven digits are a printer file", "Q2200510", ""},
      {"leading zero", "Q012345", ""},
      {"a word before", "see Q182320", ""},
      {"punctuation behind", "Q182320:", ""},
      {"two ids", "Q182320 Q182321", ""},
      {"package", "Q248838engi.exe", ""},
      {"package without suffix", "Q248838.exe", ""},
      {"negative number", "-182320", ""},
      {"hexadecimal", "0x182320", ""},
      {"decimal point", "182320.5", ""},
      {"bare number in any folder", "sizes/182320", ""},
      {"other host", "http://example.com/kb/182320", ""},
      {"host that only begins alike", "http://support.microsoft.com.example.com/kb/182320", ""},
      {"other host with scid", "http://example.com/?scid=kb;en-us;182320", ""},
      {"other parameter", "default.aspx?product=182320", ""},
      {"split number without extension", "Q182/3/20", ""},
      {"slashes", "///", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(shown(parse_article_id(row.in)) == row.want); }
}

TEST_CASE("an id is read though it was typed badly", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"strict forms", "kb/182/Q182320/README.md", "Q182320"},
      {"O for 0", "Q18232O", "Q182320"},
      {"l for 1", "Ql82320", "Q182320"},
      {"I for 1, o for 0", "qI8232o", "Q182320"},
      {"B for 8", "Q1B2320", "Q182320"},
      {"S for 5, Z for 2", "KBlS2320", "Q152320"},
      {"three letters", "QlB232O", ""},
      {"comma", "Q182,320", "Q182320"},
      {"blank between the thousands", "Q182 320", "Q182320"},
      {"five digits with a comma", "Q10,022", "Q10022"},
      {"comma elsewhere", "Q1823,20", ""},
      {"dash", "KB-182320", "Q182320"},
      {"number sign", "kb #182320", "Q182320"},
      {"zero in front", "Q0182320", "Q182320"},
      {"label", "MSKB 182320", "Q182320"},
      {"two labels", "kb article 182320", "Q182320"},
      {"article", "article 182320", "Q182320"},
      {"many labels", "Microsoft Knowledge Base article number Q182320.", "Q182320"},
      {"maker's short name", "MS KB: 182320", "Q182320"},
      {"label with a colon", "Article ID: 182320", "Q182320"},
      {"label and a letter for a digit", "article 18232O", "Q182320"},
      {"a sentence", "article 5 of the agreement", ""},
      {"a number in a sentence", "article 182320 of the agreement", ""},
      {"a word that begins like a label", "articles182320", ""},
      {"a bare number stays strict", "182,320", ""},
      {"a bare number with a letter", "18232O", ""},
      {"letters alone", "QBOIlS", ""},
      {"only a maker", "microsoft 182320", ""},
      {"four digits", "Q1823", ""},
      {"seven digits", "Q1823201", ""},
      {"label alone", "kb article", ""},
      {"package", "Q248838engi.exe", ""},
      {"keyboard", "keyboard 182320", ""},
      {"empty", "", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(shown(typed_article_id(row.in)) == row.want); }
}

TEST_CASE("ids inside a text are found by their surroundings", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"word of its own", "see Q182320 for", "Q182320"},
      {"end of sentence", "as in Q87922.", "Q87922"},
      {"in parentheses", "(Q88543)", "Q88543"},
      {"quoted", "VALUE=\"Q119591\">", "Q119591"},
      {"label glued", "ARTICLE-ID:Q102878", "Q102878"},
      {"title glued", "Q99713How to", "Q99713"},
      {"double dash", "Q87030--SMTP", "Q87030"},
      {"blank inside", "see Q 274256 - Title", "Q274256"},
      {"doubled letter", "see QQ291184.", "Q291184"},
      {"lower case", "article q299435.", "Q299435"},
      {"KB", "see KB182320.", "Q182320"},
      {"kilobytes", "64 KB 12345 or 64KB12345", ""},
      {"four digits", "Kyocera Q8010 prints", ""},
      {"seven digits", "Q2200510 is", ""},
      {"package", "Download Q248838engi.exe now", ""},
      {"package with dot", "run Q308101.exe", ""},
      {"package with underscore", "Q274149_W2K_SP2.exe", ""},
      {"wildcard", "ERASE Q318902*.*", ""},
      {"address", "http://host/q274149/default.asp", ""},
      {"path", "Q18/3/Q18365.asp", ""},
      {"folder", "C:\\Backup\\Q251137\\a.exe", ""},
      {"index name", "'+Q67490+S3001'", ""},
      {"part of a word", "UQ20701", ""},
      {"product name", "Compaq 54000 series", ""},
      {"environment name", "$NTUninstallQ170510$", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    const auto match = find_article_id(row.in);
    CHECK((match ? match->id : "") == row.want);
  }
}

TEST_CASE("a match says where the spelling stands", "[parser]") {
  const auto match = find_article_id("see Q 274256 now");
  REQUIRE(match);
  CHECK(match->begin == 4);
  CHECK(match->end == 12);
}

TEST_CASE("glued ids are found one after the other", "[parser]") {
  const std::string text = "Q157719Q157718Q157720 INFO";
  const auto first = find_article_id(text);
  REQUIRE(first);
  const auto second = find_article_id(text, first->end);
  REQUIRE(second);
  const auto third = find_article_id(text, second->end);
  REQUIRE(third);
  CHECK(first->id + second->id + third->id == "Q157719Q157718Q157720");
}
