// The search of exported pages. It runs from a disk, in browsers that know ECMAScript 5, over the
// variable kbIndex that search-data.js sets. All text is set as text.
//
// A query is looked at in this order: an article number; error codes in every spelling and file
// names; the remaining words, all of which a title must contain.
(function () {
  'use strict';
  var MOST = 200;  // articles that are shown

  var box = document.getElementById('q');
  var hits = document.getElementById('hits');
  var names = lines(kbIndex.names);
  var titles = lines(kbIndex.titles);
  var lowered = lines(kbIndex.titles.toLowerCase());
  var files = table(kbIndex.files);
  var codes = table(kbIndex.codes);
  var values = {};  // 32-bit value: canonical forms
  var bare = {};    // a canonical form without its family, in capitals: canonical forms
  var canonical;
  for (canonical in codes) {
    var value = valueOf(canonical);
    if (value !== null) push(values, value, canonical);
    push(bare, canonical.toUpperCase(), canonical);
    var colon = canonical.indexOf(':');
    if (colon >= 0) push(bare, canonical.slice(colon + 1).toUpperCase(), canonical);
  }

  function lines(text) { return text === '' ? [] : text.split('\n'); }

  function push(map, key, item) {
    if (Object.prototype.hasOwnProperty.call(map, key)) map[key].push(item);
    else map[key] = [item];
  }

  function get(map, key) {
    return Object.prototype.hasOwnProperty.call(map, key) ? map[key] : [];
  }

  // A line is a value and the places of its articles; they are read when they are asked for.
  function table(text) {
    var map = Object.create(null);
    lines(text).forEach(function (line) {
      var blank = line.indexOf(' ');
      map[line.slice(0, blank)] = line.slice(blank + 1);
    });
    return map;
  }

  function places(row) {
    var place = 0;
    return row.split(' ').map(function (step) { return (place += parseInt(step, 36)); });
  }

  // The number of a canonical form: `0xC1060107`, `STOP:0x0000000A`, `JET:-1018`, `WIN32:5`.
  function valueOf(code) {
    var hex = /0x([0-9A-F]{8})$/.exec(code);
    if (hex) return parseInt(hex[1], 16);
    var number = /:(-?\d+)$/.exec(code);
    return number && !/^(SNA|SNAOUT|EXCEPTION):/.test(code) ? Number(number[1]) >>> 0 : null;
  }

  // The 32-bit value of a word that is a number in one of the notations of codes; else null.
  function typedValue(word) {
    var found = /^0x([0-9a-f]{1,8})[lu]*$/i.exec(word) || /^&h([0-9a-f]{1,8})&?$/i.exec(word);
    if (!found && /\d/.test(word)) found = /^0?([0-9a-f]{1,8})h$/i.exec(word);
    if (!found) found = /^([0-9a-f]{8})$/i.exec(word);
    if (found) return parseInt(found[1], 16);
    if (/^-\d{1,10}$/.test(word)) return Number(word) >>> 0;
    if (/^\d{10}$/.test(word) && Number(word) <= 4294967295) return Number(word);
    return null;
  }

  function articleOf(text) {
    var found = /^(?:q|kb)?[ -]?(\d{5,6})$/i.exec(text) ||
        /(?:\bkb;(?:[a-z-]+;)?|\/kb\/|\bq)(\d{5,6})(?!\d)/i.exec(text);
    if (found) return names.indexOf(String(Number(found[1])));
    found = /\bq(\d{2,3})\/(\d)\/(\d\d)\b/i.exec(text);
    return found ? names.indexOf(found[1] + found[2] + found[3]) : -1;
  }

  // The codes that a word may be. A decimal number may be of every family.
  function codesOf(word) {
    var value = typedValue(word);
    if (value !== null) return get(values, value);
    if (/^\d{1,9}$/.test(word)) {
      return get(values, Number(word)).concat(get(bare, word)).filter(first);
    }
    return get(bare, word.toUpperCase());
  }

  function first(item, at, all) { return all.indexOf(item) === at; }

  var LABELS = /^(error|code|stop|event|id|bug|check|system|number|hresult|status|run-time|runtime|vb|win32|jet|http|asp|fatal|msg|setup|winsock|smtp|sql|sqlstate|exception|sense|data|cdr|net|mail|dos|ora)$/;
  var FAMILIES = {stop: 'STOP:', bug: 'STOP:', event: 'EVENT:', system: 'WIN32:', win32: 'WIN32:',
                  'run-time': 'VB:', runtime: 'VB:', jet: 'JET:', http: 'HTTP:', asp: 'ASP:',
                  msg: 'MSSQL:', setup: 'SETUP:', winsock: 'WINSOCK:', smtp: 'SMTP:', net: 'NET:',
                  sqlstate: 'SQLSTATE:', exception: 'EXCEPTION:', cdr: 'CDR:', mail: 'MAIL:'};

  // Of the codes those of the families that other words of the query name, if there are any.
  function ofFamily(found, words) {
    var wanted = words.map(function (word) { return FAMILIES[word]; }).filter(Boolean);
    var named = found.filter(function (code) {
      return wanted.some(function (family) { return code.indexOf(family) === 0; });
    });
    return named.length ? named : found;
  }

  function search(query) {
    var found = [];
    var known = {};
    function add(place) {
      if (!known[place]) found.push(place);
      known[place] = true;
    }
    var number = articleOf(query);
    if (number >= 0) add(number);
    var words = query.toLowerCase().split(/\s+/).map(function (word) {
      return word.replace(/^["'(\[{:]+|["')\]},.;:?!]+$/g, '');
    }).filter(Boolean);
    var rest = [];
    var after = '';
    words.forEach(function (word) {
      var hit = codesOf(word);
      if (!hit.length && after === 'stop' && /^[0-9a-f]{1,8}$/.test(word)) {
        hit = get(values, parseInt(word, 16));
      }
      after = word.replace(/:$/, '');
      ofFamily(hit, words).forEach(function (code) { places(codes[code]).forEach(add); });
      var name = word.slice(Math.max(word.lastIndexOf('\\'), word.lastIndexOf('/')) + 1);
      if (files[name]) places(files[name]).forEach(add);
      if (!hit.length && !files[name]) rest.push(word);
    });
    if (found.length) rest = rest.filter(function (word) { return !LABELS.test(word); });
    if (rest.length && number < 0) byTitle(rest).forEach(add);
    return found;
  }

  // Articles whose title has all the words: where they begin words first, then the shorter title.
  function byTitle(words) {
    var found = [];
    for (var place = 0; place < lowered.length; ++place) {
      var title = lowered[place];
      var begins = 0;
      var has = words.every(function (word) {
        var at = title.indexOf(word);
        if (at === 0 || (at > 0 && !/[a-z0-9]/.test(title.charAt(at - 1)))) ++begins;
        return at >= 0;
      });
      if (has) found.push({place: place, begins: begins, length: title.length});
    }
    found.sort(function (a, b) {
      return b.begins - a.begins || a.length - b.length || a.place - b.place;
    });
    return found.map(function (one) { return one.place; });
  }

  function address(name) {
    if (!/^\d+$/.test(name)) return 'articles/' + name + '.html';
    return 'articles/' + (name.slice(0, -3) || '0') + '/Q' + name + '.html';
  }

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.appendChild(document.createTextNode(text));
    parent.appendChild(made);
    return made;
  }

  function show(found) {
    hits.innerHTML = '';
    element('p', found.length === 0 ? 'Nothing found. Titles are searched, not the whole text.' :
        found.length + (found.length === 1 ? ' article' : ' articles'), hits).className = 'count';
    var list = document.createElement('ul');
    hits.appendChild(list);
    found.slice(0, MOST).forEach(function (place) {
      var row = element('li', '', list);
      var name = names[place];
      element('a', /^\d+$/.test(name) ? 'Q' + name : titles[place], row).href = address(name);
      if (/^\d+$/.test(name)) row.appendChild(document.createTextNode(' ' + titles[place]));
      if (place >= kbIndex.held) element('span', ' (cited, not held)', row).className = 'facts';
    });
    if (found.length > MOST) element('p', 'The first ' + MOST + ' are shown.', hits);
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch (damaged) {
      return text;
    }
  }

  var typed = /[?&]q=([^&]*)/.exec(window.location.search);
  var query = typed ? decoded(typed[1]).replace(/^\s+|\s+$/g, '') : '';
  hits.innerHTML = '';
  if (box) {
    box.value = query;
    if (!query) box.focus();
  }
  if (query) show(search(query));
})();
