import assert from 'node:assert/strict';

export interface EdlTold {
  title: string;
  drop: boolean;
  /** By frame of the film: what is seen, and what it comes out of while there is a transition. */
  picture: { to: string; source: number; from: string | null; fromSource: number }[];
  sounds: { name: string; channel: string; start: number; frames: number; source: number }[];
  /** How transitions look: `D`, `W001`. */
  codes: string[];
  marks: { at: number; text: string }[];
}

const LINE =
  /^(\d{3,}) {2}([A-Z0-9]{1,8}) +(V|A|A2) +(C|D|W\d{3}) +(?:(\d{3}) +)?(\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d) (\d\d:\d\d:\d\d[:;]\d\d)$/;

/** Plays a CMX 3600 list. Clips go by the names in its comments, black by `BL`. */
export function readEdl(text: string, rate: { num: number; den: number }, begins: number): EdlTold {
  const base = Math.round(rate.num / rate.den);
  const drop = rate.den === 1001 && base % 30 === 0;
  const [first = '', second = '', ...lines] = text.trimEnd().split('\n');
  assert.match(first, /^TITLE: /);
  assert.equal(second, `FCM: ${drop ? 'DROP FRAME' : 'NON-DROP FRAME'}`);
  const frameOf = (code: string): number => {
    assert.equal(code.includes(';'), drop);
    const [h = 0, m = 0, s = 0, f = 0] = code.split(/[:;]/).map(Number);
    assert.ok(f < base && s < 60 && m < 60);
    const minutes = h * 60 + m;
    const left = drop ? (base / 15) * (minutes - Math.floor(minutes / 10)) : 0;
    if (drop) assert.ok(f >= base / 15 || s !== 0 || m % 10 === 0, `${code} does not exist`);
    return (minutes * 60 + s) * base + f - left;
  };

  const told: EdlTold = { title: first.slice(7), drop, picture: [], sounds: [], codes: [], marks: [] };
  const reels = new Map<string, string>();
  const events: { number: string; rows: RegExpExecArray[]; notes: string[] }[] = [];
  for (const line of lines) {
    const row = LINE.exec(line);
    if (row === null) {
      assert.match(line, /^\* /, `neither an event nor a comment: ${line}`);
      const location = /^\* LOC: (\S+) (?:RED|GREEN|BLUE|YELLOW) +(.*)$/.exec(line);
      if (location) told.marks.push({ at: frameOf(location[1] ?? '') - begins, text: location[2] ?? '' });
      events.at(-1)?.notes.push(line);
    } else if (events.at(-1)?.number === row[1]) events.at(-1)?.rows.push(row);
    else events.push({ number: row[1] ?? '', rows: [row], notes: [] });
  }
  events.forEach(({ number, rows, notes }, index) => {
    assert.equal(Number(number), index + 1, 'events are counted');
    const name = (row: RegExpExecArray, side: string): string => {
      const reel = row[2] ?? '';
      if (reel === 'BL') return 'BL';
      const known = notes
        .find((note) => note.startsWith(`* ${side} CLIP NAME: `))
        ?.slice(`* ${side} CLIP NAME: `.length);
      assert.ok(known !== undefined, `event ${number} names its clip`);
      assert.equal(reels.get(reel) ?? known, known, 'a reel is one file');
      reels.set(reel, known);
      return known;
    };
    const [out, into] = rows.length === 1 ? [null, rows[0]] : rows;
    assert.ok(into !== undefined && rows.length <= 2);
    const [from, till, start, end] = into.slice(6, 10).map(frameOf) as [number, number, number, number];
    assert.ok(till - from === end - start && end > start, 'as long in the file as in the film');
    if (into[3] !== 'V') {
      assert.equal(into[4], 'C');
      told.sounds.push({
        name: name(into, 'FROM'),
        channel: into[3] ?? '',
        start: start - begins,
        frames: end - start,
        source: from,
      });
      return;
    }
    assert.equal(start - begins, told.picture.length, 'one event after the other');
    const length = into[4] === 'C' ? 0 : Number(into[5]);
    assert.equal(into[4] === 'C', out === null, 'a transition has two lines');
    if (out) {
      const [a, b, c, d] = out.slice(6, 10).map(frameOf) as [number, number, number, number];
      assert.ok(a === b && c === d && c === start && out[4] === 'C', 'the first line takes no time');
      assert.ok(length > 0 && length <= end - start);
      told.codes.push(into[4] ?? '');
    }
    const to = name(into, out ? 'TO' : 'FROM');
    for (let at = 0; at < end - start; at += 1) {
      const under = out !== null && at < length ? out : null;
      told.picture.push({
        to,
        source: to === 'BL' ? 0 : from + at,
        from: under === null ? null : name(under, 'FROM'),
        fromSource: under === null || under[2] === 'BL' ? 0 : frameOf(under[6] ?? '') + at,
      });
    }
  });
  assert.equal(new Set(reels.values()).size, reels.size, 'a file has one reel');
  return told;
}
