import { createCanvas, loadImage } from '@napi-rs/canvas';
import { FLAWS } from '../../crew/questions.ts';
import { randomFrom } from '../../film/random.ts';
import { hashJson } from '../../json.ts';
import { readQuality } from '../../simulators/quality-patch.ts';
import type { Asked } from '../../simulators/spec.ts';

/*
 * Eyes for a mind that cannot see: what a simulated clip is worth stands in a corner of its pictures, and colours can be
 * counted. Whose clip it is, and how it was asked for, is not to be found in either.
 */

interface Question {
  id: string;
  ask: string;
}

/** Quality at which a thing that was asked for is as often missing as there, and how fast that turns: points. */
const EVEN = 50;
const SLOPE = 14;
/** Flaws are rarer than missing things. */
const FLAWED = 0.5;
/** How far one look may be from the next one at the same pictures, as a share. */
const WAVER = 0.04;
const CONFIDENCE = { least: 60, most: 95 };

/**
 * Answers about the pictures of one take: a yes has a chance that follows the quality, a flaw the other way round. The dice
 * are the pictures' own, so that another look says nearly the same. Without a quality in them nothing can be told.
 */
export async function judged(asked: Asked, questions: readonly Question[]): Promise<object> {
  const seen = await Promise.all(asked.pictures.map(async ({ bytes }) => qualityIn(bytes)));
  const known = seen.filter((quality) => quality !== null);
  const picture = asked.pictures[Math.floor(asked.pictures.length / 2)]?.name ?? null;
  if (known.length === 0) {
    const answers = questions.map(({ id }) => ({ id, answer: 'cannot-tell', confidence: 50, picture: null }));
    return { answers, issues: [], suggestions: [] };
  }
  const dice = randomFrom(asked.seed);
  const { bias, noise } = asked.judge;
  const mean = known.reduce((total, quality) => total + quality, 0) / known.length;
  const quality = Math.min(100, Math.max(0, mean + bias + noise * gauss(dice)));
  const film = hashJson(asked.pictures.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
  const told = questions.map(({ id, ask }) => {
    const flaw = isFlaw(ask);
    const chance = flaw ? FLAWED * (1 - chanceOf(quality)) : chanceOf(quality);
    const lot = Number.parseInt(hashJson([film, ask]).slice(0, 8), 16) / 0x1_0000_0000;
    const yes = lot + WAVER * (dice() - 0.5) < chance;
    const sure = yes === flaw ? 100 - quality : quality;
    const confidence = Math.min(CONFIDENCE.most, Math.round(CONFIDENCE.least + 0.38 * sure + 4 * (dice() - 0.5)));
    return { id, ask, flaw, yes, confidence: Math.max(CONFIDENCE.least, confidence) };
  });
  return {
    answers: told.map(({ id, yes, confidence }) => ({ id, answer: yes ? 'yes' : 'no', confidence, picture })),
    issues: told.flatMap(({ ask, flaw, yes }) => (yes === flaw ? [flaw ? plain(ask) : `Not seen: ${plain(ask)}`] : [])),
    suggestions: told.flatMap(({ ask, flaw, yes }) =>
      !flaw && !yes ? [`Put it foremost: ${named(ask) ?? plain(ask)}`] : [],
    ),
  };
}

/** Whether two pictures could be of one place in one light, by how far their mean colours are apart. */
export async function compared({ pictures }: Asked): Promise<object> {
  const [before, after] = await Promise.all(pictures.slice(0, 2).map(({ bytes }) => meanColour(bytes)));
  if (before === undefined || after === undefined) {
    const unknown = { answer: 'cannot-tell', confidence: 50, why: 'there are no two pictures' };
    return { sameSubjects: unknown, samePlace: unknown, sameLight: unknown };
  }
  const apart = Math.sqrt(before.reduce((total, value, at) => total + (value - (after[at] ?? 0)) ** 2, 0) / 3) / 255;
  const why = `the mean colours are ${Math.round(apart * 100)} % apart`;
  const told = (limit: number) => {
    const sure = Math.min(35, Math.round((Math.abs(apart - limit) / limit) * 35));
    return { answer: apart < limit ? 'yes' : 'no', confidence: 60 + sure, why };
  };
  return { sameSubjects: told(0.3), samePlace: told(0.25), sameLight: told(0.15) };
}

function chanceOf(quality: number): number {
  return 1 / (1 + Math.exp((EVEN - quality) / SLOPE));
}

function isFlaw(ask: string): boolean {
  return FLAWS.includes(ask) || /\bcontradicts?\b/i.test(ask);
}

function gauss(dice: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
}

function named(ask: string): string | null {
  return /“([^”]+)”/.exec(ask)?.[1] ?? null;
}

/** A question as a remark: without quotes, which a prompt must not have. */
function plain(ask: string): string {
  const words = ask.replaceAll(/[“”"]/g, '').replace(/\?$/, '.');
  return REMARKS.reduce((text, [question, remark]) => text.replace(question, remark), words);
}

const REMARKS: [RegExp, string][] = [
  [/^Is there /, 'There is '],
  [/^Are there /, 'There are '],
  [/^Is the picture /, 'The picture is '],
  [/^Does anything in the pictures contradict (.*), or show its opposite/, 'Something speaks against $1'],
  [/^Does anything /, 'Something seems to '],
];

async function qualityIn(bytes: Uint8Array): Promise<number | null> {
  const { data, width, height } = await pixelsOf(bytes);
  return readQuality(data, { width, height });
}

async function meanColour(bytes: Uint8Array): Promise<[number, number, number]> {
  const { data } = await pixelsOf(bytes, 32);
  const total: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    total[0] += data[at] ?? 0;
    total[1] += data[at + 1] ?? 0;
    total[2] += data[at + 2] ?? 0;
  }
  return total.map((value) => value / (data.length / 4)) as [number, number, number];
}

/** Pixels of a picture file, made smaller when a width is given. */
async function pixelsOf(
  bytes: Uint8Array,
  wanted?: number,
): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const image = await loadImage(Buffer.from(bytes));
  const width = Math.min(image.width, wanted ?? image.width);
  const height = Math.max(1, Math.round((image.height * width) / image.width));
  const pen = createCanvas(width, height).getContext('2d');
  pen.drawImage(image, 0, 0, width, height);
  return { data: pen.getImageData(0, 0, width, height).data, width, height };
}
