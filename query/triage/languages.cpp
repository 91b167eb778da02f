#include "query/triage/languages.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"

namespace kb {
namespace {

struct Word {
  std::string_view foreign;
  std::string_view english;
};

// By languages; within one, what contains a shorter row stands before it. Words of languages
// without blanks bring one along.
constexpr Word kWords[] = {
    {"Laufzeitfehler", "Run-time error"},
    {"schwerwiegender Ausnahmefehler", "fatal exception"},
    {"schwerer Ausnahmefehler", "fatal exception"},
    {"schwere Ausnahme", "fatal exception"},
    {"Ausnahmefehler", "exception"},
    {"ist an der Stelle", "has occurred at"},
    {"verursachte einen Fehler durch eine ungültige Seite", "caused an invalid page fault"},
    {"verursachte eine allgemeine Schutzverletzung", "caused a general protection fault"},
    {"verursachte eine Schutzverletzung", "caused a general protection fault"},
    {"verursachte eine Ausnahme", "caused an exception"},
    {"verursachte einen", "caused an"},
    {"verursachte eine", "caused an"},
    {"im Modul", "in module"},
    {"in Modul", "in module"},
    {"Systemfehler", "System error"},
    {"Fehlernummer", "error"},
    {"Fehlercode", "error code"},
    {"Fehler", "error"},
    {"Erreur d'exécution", "Run-time error"},
    {"erreur système", "system error"},
    {"exception fatale", "fatal exception"},
    {"a causé une défaillance de page", "caused an invalid page fault"},
    {"a provoqué une défaillance de page", "caused an invalid page fault"},
    {"a causé une erreur de protection générale", "caused a general protection fault"},
    {"a provoqué une erreur de protection générale", "caused a general protection fault"},
    {"a causé une", "caused an"},
    {"a causé un", "caused an"},
    {"a provoqué une", "caused an"},
    {"a provoqué un", "caused an"},
    {"dans le module", "in module"},
    {"code d'erreur", "error code"},
    {"Erreur", "error"},
    {"Error en tiempo de ejecución", "Run-time error"},
    {"Error de tiempo de ejecución", "Run-time error"},
    {"error del sistema", "system error"},
    {"error de sistema", "system error"},
    {"excepción fatal", "fatal exception"},
    {"excepción grave", "fatal exception"},
    {"provocó un error de página no válida", "caused an invalid page fault"},
    {"causó un error de página no válida", "caused an invalid page fault"},
    {"ha provocado un error de página no válida", "caused an invalid page fault"},
    {"ha causado un error de página no válida", "caused an invalid page fault"},
    {"ha provocado un error de protección general", "caused a general protection fault"},
    {"ha provocado una", "caused an"},
    {"ha provocado un", "caused an"},
    {"ha causado una", "caused an"},
    {"ha causado un", "caused an"},
    {"provocó una", "caused an"},
    {"provocó un", "caused an"},
    {"causó una", "caused an"},
    {"causó un", "caused an"},
    {"en el módulo", "in module"},
    {"código de error", "error code"},
    {"Errore di run-time", "Run-time error"},
    {"Errore di runtime", "Run-time error"},
    {"errore di sistema", "system error"},
    {"eccezione irreversibile", "fatal exception"},
    {"eccezione fatale", "fatal exception"},
    {"ha provocato un errore di pagina non valida", "caused an invalid page fault"},
    {"ha causato un errore di pagina non valida", "caused an invalid page fault"},
    {"ha provocato un errore di protezione generale", "caused a general protection fault"},
    {"ha provocato un", "caused an"},
    {"ha causato un", "caused an"},
    {"nel modulo", "in module"},
    {"codice di errore", "error code"},
    {"codice errore", "error code"},
    {"Errore", "error"},
    {"Erro em tempo de execução", "Run-time error"},
    {"erro do sistema", "system error"},
    {"erro de sistema", "system error"},
    {"exceção fatal", "fatal exception"},
    {"causou uma falha de página inválida", "caused an invalid page fault"},
    {"executou uma falha de página inválida", "caused an invalid page fault"},
    {"causou uma", "caused an"},
    {"causou um", "caused an"},
    {"no módulo", "in module"},
    {"código de erro", "error code"},
    {"Erro", "error"},
    {"Fout tijdens uitvoering", "Run-time error"},
    {"Systeemfout", "system error"},
    {"fatale uitzondering", "fatal exception"},
    {"heeft een ongeldige paginafout veroorzaakt", "caused an invalid page fault"},
    {"Foutcode", "error code"},
    {"Fout", "error"},
    {"Körfel", "Run-time error"},
    {"Kørselsfejl", "Run-time error"},
    {"Systemfel", "system error"},
    {"Systemfejl", "system error"},
    {"Błąd wykonania", "Run-time error"},
    {"Błąd systemu", "system error"},
    {"Błąd", "error"},
    {"Chyba za běhu", "Run-time error"},
    {"Ошибка", "error"},
    {"実行時エラー", "Run-time error "},
    {"システム エラー", "System error "},
    {"システムエラー", "System error "},
    {"致命的な例外", "fatal exception "},
    {"エラー コード", "error code "},
    {"エラーコード", "error code "},
    {"エラー", "error "},
    {"のページ違反です", "caused an invalid page fault"},
    {"モジュール", "module"},
    {"实时错误", "Run-time error "},
    {"运行时错误", "Run-time error "},
    {"系统错误", "System error "},
    {"错误", "error "},
    {"런타임 오류", "Run-time error "},
    {"시스템 오류", "System error "},
    {"오류", "error "},
};

// `error '429' en tiempo de ejecución`: the words that say which error stand behind its number.
constexpr std::string_view kBehind[] = {"en tiempo de ejecución", "em tempo de execução"};

std::optional<std::string> with_words_in_front(std::string_view line) {
  constexpr std::size_t kReach = 24;  // bytes between `error` and the words
  for (const std::string_view words : kBehind) {
    const std::size_t at = ifind(line, words);
    if (at == std::string_view::npos) continue;
    const std::size_t from = at > kReach ? at - kReach : 0;
    const std::size_t error = ifind(line.substr(0, at), "error ", from);
    if (error == std::string_view::npos) continue;
    return std::string(line.substr(0, error)) + "Run-time " + std::string(line.substr(error));
  }
  return std::nullopt;
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t end) {
  return (end >= text.size() || !is_alpha(text[end])) && (at == 0 || !is_alpha(text[at - 1]));
}

}  // namespace

std::optional<std::string> in_english(std::string_view line) {
  std::optional<std::string> out;
  for (const Word& word : kWords) {
    const std::string_view text = out ? std::string_view(*out) : line;
    const std::size_t at = ifind(text, word.foreign);
    if (at == std::string_view::npos || !stands_alone(text, at, at + word.foreign.size())) continue;
    out = ireplaced(text, word.foreign, word.english);
  }
  if (auto moved = with_words_in_front(out ? std::string_view(*out) : line)) return moved;
  return out;
}

std::optional<LabelledLine> event_line(std::string_view line) {
  struct Row {
    std::string_view text;
    EventLabel label;
    bool foreign = false;  // the colon may stand further on
  };
  static constexpr Row kRows[] = {
      {"Event Source:", EventLabel::kSource},
      {"Source:", EventLabel::kSource},
      {"Event ID:", EventLabel::kId},
      {"EventID:", EventLabel::kId},
      {"Date:", EventLabel::kDate},
      {"Time:", EventLabel::kTime},
      {"Ereignisquelle", EventLabel::kSource, true},
      {"Quelle", EventLabel::kSource, true},
      {"Ereigniskennung", EventLabel::kId, true},
      {"Ereignis-ID", EventLabel::kId, true},
      {"Datum", EventLabel::kDate, true},
      {"Uhrzeit", EventLabel::kTime, true},
      {"Source de l'", EventLabel::kSource, true},
      {"ID de l'", EventLabel::kId, true},
      {"ID d'événement", EventLabel::kId, true},
      {"Numéro de l'", EventLabel::kId, true},
      {"Origen del suceso", EventLabel::kSource, true},
      {"Origen del evento", EventLabel::kSource, true},
      {"Id. del suceso", EventLabel::kId, true},
      {"Id. suceso", EventLabel::kId, true},
      {"Id. del evento", EventLabel::kId, true},
      {"Id. de evento", EventLabel::kId, true},
      {"Id. evento", EventLabel::kId, true},
      {"Fecha", EventLabel::kDate, true},
      {"Origine evento", EventLabel::kSource, true},
      {"ID evento", EventLabel::kId, true},
      {"Fonte do evento", EventLabel::kSource, true},
      {"Origem do evento", EventLabel::kSource, true},
      {"Identificação do evento", EventLabel::kId, true},
      {"Identificação de evento", EventLabel::kId, true},
      {"ID do evento", EventLabel::kId, true},
      {"Gebeurtenisbron", EventLabel::kSource, true},
      {"Bron van gebeurtenis", EventLabel::kSource, true},
      {"Gebeurtenis-id", EventLabel::kId, true},
      {"Händelsekälla", EventLabel::kSource, true},
      {"Händelse-ID", EventLabel::kId, true},
      {"Hændelseskilde", EventLabel::kSource, true},
      {"Hændelses-id", EventLabel::kId, true},
      {"イベント ソース", EventLabel::kSource, true},
      {"イベントソース", EventLabel::kSource, true},
      {"イベント ID", EventLabel::kId, true},
      {"イベントID", EventLabel::kId, true},
      {"事件来源", EventLabel::kSource, true},
      {"事件 ID", EventLabel::kId, true},
      {"이벤트 원본", EventLabel::kSource, true},
      {"이벤트 ID", EventLabel::kId, true},
  };
  constexpr std::size_t kLongest = 120;  // bytes of a line that is a label and its value
  if (line.size() > kLongest) return std::nullopt;
  for (const Row& row : kRows) {
    if (!istarts_with(line, row.text)) continue;
    std::string_view value = line.substr(row.text.size());
    if (row.foreign) {
      constexpr std::size_t kReach = 16;  // `Source de l'événement :`
      const std::size_t colon = value.substr(0, kReach).find(':');
      if (colon == std::string_view::npos) continue;
      value.remove_prefix(colon + 1);
    }
    value = trim(value);
    if (!value.empty()) return LabelledLine{row.label, value, row.foreign};
  }
  return std::nullopt;
}

}  // namespace kb
