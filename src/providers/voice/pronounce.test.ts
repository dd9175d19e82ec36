import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pronounce } from './pronounce.ts';

const said = (line: string) => pronounce(line.split(' ')).map(({ say }) => say);

test('signs, money and abbreviations become words', () => {
  assert.deepEqual(
    said('$5 €2.50 $1 $3M 100% 1,200 R&D 20°C #1 2019–2026'),
    [
      '5  dollars',
      '2.50  euros',
      '1  dollar',
      '3 million dollars',
      '100 percent',
      '1200',
      'R and D',
      '20 degrees celsius',
      'number 1',
      '2019 to 2026',
    ].map((text) => text.replace(/ +/g, ' ')),
  );
  assert.deepEqual(said('API HTML NASA APIs TypeScript example.com'), [
    'ay P I',
    'H T M L',
    'nasa',
    "ay P I's",
    'Type Script',
    'example dot com',
  ]);
});

test('what is written short is said in full, and its point ends no sentence', () => {
  assert.deepEqual(said('Dr. Ada vs. Mr. Po, e.g. w/ tea, w/o milk (etc.).'), [
    'doctor',
    'Ada',
    'versus',
    'mister',
    'Po',
    'for example',
    'with',
    'tea',
    'without',
    'milk',
    'et cetera',
  ]);
  assert.deepEqual(
    pronounce(['Dr.', 'Ada', 'sleeps.']).map(({ pause }) => pause),
    ['', '', '.'],
  );
  assert.deepEqual(pronounce(['tea', 'etc.,']).at(-1)?.pause, ',');
});

test('times of day are read as a clock says them', () => {
  assert.deepEqual(
    said('3:45pm 7am 9:05 10:00 11:30a.m. at 6 p.m. 4:75').map((text) => text.replace(/ +/g, ' ')),
    ['3 45 p m', '7 ay m', '9 oh 5', '10', '11 30 ay m', 'at', '6', 'p m', '4 75'],
  );
});

test('a line that shouts is read, not spelt', () => {
  assert.deepEqual(said('THE OLD DOG RUNS'), ['the', 'old', 'dog', 'runs']);
});

test('accents are read past, other scripts are not guessed', () => {
  assert.deepEqual(said('Zürich café “naïve” don’t'), ['Zurich', 'cafe', 'naive', "don't"]);
  assert.deepEqual(said('مرحبا 湖は привет'), ['', '', '']);
});

test('punctuation says how long to wait', () => {
  assert.deepEqual(
    pronounce(['dusk.', 'well,', 'lamp —', 'on', '“yes!”']).map(({ pause }) => pause),
    ['.', ',', ',', '', '.'],
  );
});
