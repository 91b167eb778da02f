#!/usr/bin/env python3
"""Mines query/compile/expansions.tsv: what articles hold that a word is typed for.

    mine_expansions.py WHOLE WITHHELD > query/compile/expansions.tsv

WHOLE and WITHHELD are indexes of one archive, the second built with `kb index
--withhold-query-words`. Needs python3-xapian, python3-numpy and python3-scipy; takes some minutes.

For each word that at least four articles of the tuning half (odd numbers, judged_questions.h) have
among their author's query words, a logistic regression tells those articles from the others by the
terms they hold: up to 80 that are most telling, each with a factor that is not negative, and an L1
penalty that leaves few of them. The eight strongest are written, as expansions.h describes.
"""
import collections
import json
import re
import sys

import numpy
import xapian
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

FIELDS = {'XPR': 'prefix', 'XFS': 'fixed', 'XFA': 'family', 'XC': 'code', 'XV': 'version',
          'XO': 'os', 'XP': 'product', 'K': 'keyword', 'T': 'type', 'S': 'title'}
PREFIX = re.compile(r'^([A-Z]+):?(.*)$', re.S)
FEWEST_ARTICLES = 4   # of a word
FEWEST_HOLDERS = 3    # of them that hold a term
MOST_TERMS = 80       # tried for a word
WRITTEN_TERMS = 8
PENALTY = 3.0
WEAKEST = 0.3         # log odds ratio that is written

stem_of = xapian.Stem('english')
stems = {}


def stem(word):
    """The stem of a word of letters; others are themselves."""
    if word not in stems:
        stems[word] = stem_of(word).decode() if word.isalpha() else word
    return stems[word]


def open_index(folder):
    with open(folder + '/manifest.json') as manifest:
        return xapian.Database(folder + '/' + json.load(manifest)['database'])


def features(database, document):
    """The article's number and its terms as (prefix, value), words by their stems."""
    number, found = '', set()
    for item in database.termlist(document):
        term = item.term.decode('utf8', 'replace')
        match = PREFIX.match(term)
        if not match:
            if not term.startswith('='):
                found.add(('', stem(term)))
            continue
        prefix, value = match.groups()
        if prefix == 'QQ':
            number = value
        elif prefix == 'S':
            found.add((prefix, stem(value)))
        elif prefix in FIELDS and not value.startswith('='):
            found.add((prefix, value))
    return number, found


def query_words(database, document):
    terms = database.termlist(document)
    try:
        item = terms.skip_to(b'XQW')
    except StopIteration:
        return
    while item.term.startswith(b'XQW'):
        word = item.term[3:].decode('utf8', 'replace')
        if re.fullmatch(r'[^\s:=][^\s:]*', word):
            yield word
        try:
            item = next(terms)
        except StopIteration:
            return


def load(whole, withheld):
    """Articles by terms (1 where an article holds a term), the terms, and articles by word."""
    numbers, rows, columns = {}, [], []
    articles_of = collections.defaultdict(list)
    row = 0
    for document in range(1, withheld.get_doccount() + 1):
        number, found = features(withheld, document)
        if not number or int(number[-1]) % 2 == 0:
            continue
        for one in sorted(found):
            rows.append(row)
            columns.append(numbers.setdefault(one, len(numbers)))
        for word in query_words(whole, document):
            articles_of[word].append(row)
        row += 1
    matrix = csr_matrix((numpy.ones(len(rows), numpy.float32), (rows, columns)),
                        shape=(row, len(numbers)))
    return matrix, list(numbers), articles_of


def telling_terms(matrix, holders, articles):
    """Columns worth trying: far more frequent in `articles` than elsewhere."""
    count = matrix.shape[0]
    inside = numpy.asarray(matrix[articles].sum(0)).ravel()
    some = numpy.where((inside >= max(FEWEST_HOLDERS, 0.05 * len(articles))) &
                       (holders < 0.5 * count))[0]
    share = inside[some] / len(articles)
    others = (holders[some] - inside[some] + 0.5) / (count - len(articles) + 1)
    score = inside[some] * numpy.log(share / others)
    score[share <= 2 * others] = -1
    return some[numpy.argsort(-score, kind='stable')[:MOST_TERMS]]


def fit(matrix, wanted):
    """Factors >= 0 of the columns that tell the `wanted` rows (0 or 1) from the others."""
    some = numpy.asarray(matrix.sum(1)).ravel() > 0
    rows, is_wanted = matrix[some].tocsr(), wanted[some]
    empty, empty_wanted = int((~some).sum()), wanted[~some].sum()
    transposed = rows.T.tocsr()

    def loss(parameters):
        bias, factors = parameters[0], parameters[1:]
        score = rows @ factors + bias
        total = (numpy.logaddexp(0, score).sum() - (is_wanted * score).sum() +
                 empty * numpy.logaddexp(0, bias) - empty_wanted * bias + PENALTY * factors.sum())
        error = 1 / (1 + numpy.exp(-score)) - is_wanted
        of_bias = error.sum() + empty / (1 + numpy.exp(-bias)) - empty_wanted
        return total, numpy.concatenate(([of_bias], transposed @ error + PENALTY))

    start = numpy.zeros(matrix.shape[1] + 1)
    start[0] = numpy.log((wanted.sum() + 0.5) / len(wanted))
    bounds = [(None, None)] + [(0, None)] * matrix.shape[1]
    return minimize(loss, start, jac=True, method='L-BFGS-B', bounds=bounds,
                    options={'maxiter': 100}).x[1:]


def most_frequent_form(database, word):
    forms = [form.decode() for form in database.synonyms('Z' + word)]
    return max(forms, key=database.get_termfreq) if forms else word


def written(database, word, term, factor):
    """`field:value=weight`; None for what says nothing new."""
    prefix, value = term
    if prefix in ('', 'S') and value.isalpha():
        value = most_frequent_form(database, value)
    if not value or (prefix in ('', 'S') and value == word) or (not prefix and value[:2] == 'kb'):
        return None
    name = FIELDS[prefix] + ':' if prefix else ''
    weight = f'{factor:.2f}'.rstrip('0').rstrip('.')
    return f'{name}{value}={weight}'.replace(' ', '_')


def main():
    whole, withheld = open_index(sys.argv[1]), open_index(sys.argv[2])
    matrix, terms, articles_of = load(whole, withheld)
    holders = numpy.asarray(matrix.sum(0)).ravel()
    by_column = matrix.tocsc()
    for word in sorted(articles_of, key=str.encode):
        articles = articles_of[word]
        if len(articles) < FEWEST_ARTICLES:
            continue
        columns = telling_terms(matrix, holders, articles)
        if not len(columns):
            continue
        wanted = numpy.zeros(matrix.shape[0])
        wanted[articles] = 1
        factors = fit(by_column[:, columns], wanted)
        line = []
        for i in numpy.argsort(-factors, kind='stable'):
            text = written(whole, word, terms[columns[i]], factors[i])
            if factors[i] >= WEAKEST and text and len(line) < WRITTEN_TERMS:
                line.append(text)
        if line:
            print(word + '\t' + ' '.join(line))


main()
