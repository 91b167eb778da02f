#!/usr/bin/env python3
"""Trains query/rank/learned_order.tsv: how the best candidates of a question are ordered.

    for third in 0 1 2: train_meaning.py ... --without THIRD > indexer/schema/meaning.tsv; build kb,
        index WHOLE and WITHHELD (kb index --withhold-query-words) with it, and
        rank_features WHOLE WITHHELD --asked tests/query/questions/tuning.tsv --third THIRD
    their outputs together, with one first line, are features.tsv; then
    train_order.py features.tsv > query/rank/learned_order.tsv
    train_order.py features.tsv --cross-validate [WITHOUT_FEATURE ...]

Needs python3-xgboost and python3-numpy. LambdaMART (Burges 2010) by xgboost: gradient boosted trees
whose pairs of a right and a wrong candidate weigh by what exchanging them changes in NDCG. A line
of the output is a tree, its nodes in preorder: `FEATURE<THRESHOLD:VALUE` for an inner node, whose
first subtree holds the candidates below the threshold, and `VALUE` for a leaf. The value of an
inner node is the mean of its leaves, weighed by the candidates that reach them; `--why` says by it
what each feature added.
"""
import collections
import sys

import numpy
import xgboost

FOLDS = 5
ROUNDS = 300
PARAMETERS = {'objective': 'rank:ndcg', 'eta': 0.05, 'max_depth': 5, 'min_child_weight': 20,
              'subsample': 0.7, 'colsample_bytree': 0.6, 'lambda': 5, 'seed': 1, 'nthread': 2,
              'tree_method': 'hist'}
# How much a question of each set weighs: those that people ask most.
WEIGHT = collections.defaultdict(lambda: 0.25, asked=1.0)


class Data:
    """The candidates of all questions: arrays of features, labels, and where each question begins."""

    def __init__(self, path):
        features, labels, self.sets, starts, self.ids, last = [], [], [], [], [], None
        self.lost = collections.Counter()
        with open(path, encoding='utf8') as lines:
            self.names = next(lines).rstrip('\n').split('\t')[4:]
            for line in lines:
                if line.startswith('#'):
                    self.lost[line.split()[1]] += 1
                    continue
                kind, number, name, right, *values = line.rstrip('\n').split('\t')
                if number != last:
                    starts.append(len(labels))
                    self.sets.append(kind)
                    self.ids.append(None)
                    last = number
                if right == '1':
                    self.ids[-1] = name
                features.append(numpy.array(values, numpy.float32))
                labels.append(int(right))
        self.features = numpy.array(features)
        self.labels = numpy.array(labels)
        self.starts = numpy.array(starts + [len(labels)])

    def rows(self, questions):
        return numpy.concatenate([numpy.arange(self.starts[q], self.starts[q + 1])
                                  for q in questions])

    def matrix(self, questions, columns):
        rows = self.rows(questions)
        matrix = xgboost.DMatrix(self.features[rows][:, columns], self.labels[rows])
        matrix.set_group([self.starts[q + 1] - self.starts[q] for q in questions])
        matrix.set_weight([WEIGHT[self.sets[q]] for q in questions])
        return matrix


def train(data, questions, columns):
    return xgboost.train(PARAMETERS, data.matrix(questions, columns), ROUNDS)


def reciprocal_ranks(data, questions, scores):
    """1 / rank of the right candidate among ten, by question."""
    out, at = [], 0
    for q in questions:
        count = data.starts[q + 1] - data.starts[q]
        some = scores[at:at + count]
        right = data.labels[data.starts[q]:data.starts[q + 1]] == 1
        rank = 1 + (some > some[right].max()).sum()
        out.append(1 / rank if rank <= 10 else 0)
        at += count
    return numpy.array(out)


def report(name, data, questions, values):
    sets = numpy.array([data.sets[q] for q in questions])
    parts = []
    for kind in sorted(set(data.sets)):
        some = values[sets == kind]
        parts.append(f'{kind} {some.sum() / (len(some) + data.lost[kind]):.4f}')
    print(f'{name:24}', '  '.join(parts), flush=True)


def cross_validate(data, without):
    """Folds by article, so that an article's questions are all in one."""
    columns = [i for i, name in enumerate(data.names) if name not in without]
    fold = numpy.array([hash(int(''.join(filter(str.isdigit, name)))) // 2 % FOLDS
                        for name in data.ids])
    every, values = [], []
    for k in range(FOLDS):
        model = train(data, numpy.where(fold != k)[0], columns)
        held = numpy.where(fold == k)[0]
        scores = model.predict(data.matrix(held, columns))
        every.extend(held)
        values.extend(reciprocal_ranks(data, held, scores))
    report('learned' + ''.join(' -' + name for name in without), data, every, numpy.array(values))


def written(tree, names):
    """The nodes of a tree in preorder, and its mean."""
    if 'leaf' in tree:
        return [f"{tree['leaf']:.4g}"], tree['leaf'], tree['cover']
    children = {child['nodeid']: child for child in tree['children']}
    below, mean_below, cover_below = written(children[tree['yes']], names)
    above, mean_above, cover_above = written(children[tree['no']], names)
    cover = cover_below + cover_above
    mean = (mean_below * cover_below + mean_above * cover_above) / max(cover, 1e-9)
    node = f"{int(tree['split'][1:])}<{tree['split_condition']:.6g}:{mean:.4g}"
    return [node] + below + above, mean, cover


def write(data):
    import json
    columns = list(range(len(data.names)))
    model = train(data, range(len(data.sets)), columns)
    for tree in model.get_dump(dump_format='json', with_stats=True):
        print(' '.join(written(json.loads(tree), data.names)[0]))


def main():
    data = Data(sys.argv[1])
    if sys.argv[2:3] != ['--cross-validate']:
        write(data)
        return
    every = list(range(len(data.sets)))
    first = data.names.index('first order')
    report('first order', data, every,
           reciprocal_ranks(data, every, data.features[data.rows(every)][:, first]))
    cross_validate(data, sys.argv[3:])


if __name__ == '__main__':
    main()
