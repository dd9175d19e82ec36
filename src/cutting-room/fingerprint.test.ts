import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeFrames } from './codec/encode.ts';
import { commentIn, fingerprint, hasCredentials } from './fingerprint.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const size = { width: 64, height: 64 };
const rate = { num: 24, den: 1 };

/** A clip that turns from one grey to another at a frame. */
async function clip(name: string, turn: number, greys: [number, number] = [40, 200]): Promise<string> {
  const path = join(folder, name);
  const draw = (frame: number): Uint8Array =>
    new Uint8Array(64 * 64 * 4).map((_, at) => (at % 4 === 3 ? 255 : greys[frame < turn ? 0 : 1]));
  await encodeFrames({ path, size, rate, frames: 48, draw, keyFrames: [24] });
  return path;
}

test('the shots of a film are hashed each by itself', async () => {
  const [one, other] = [await clip('one.mp4', 24), await clip('other.mp4', 24, [40, 90])];
  const [was, is] = [await fingerprint(one, [0, 24], rate), await fingerprint(other, [0, 24], rate)];
  assert.deepEqual([was.frames, was.sound, was.shots.length], [48, null, 2]);
  assert.equal(is.shots[0], was.shots[0]);
  assert.notEqual(is.shots[1], was.shots[1]);
  assert.notEqual(is.picture, was.picture);
});

test('what stands around the pictures changes the file and not them', async () => {
  const path = await clip('plain.mp4', 24);
  const was = await fingerprint(path, [0], rate);
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from([0, 0, 0, 8]), Buffer.from('free')]));
  const is = await fingerprint(path, [0], rate);
  assert.notEqual(is.sha256, was.sha256);
  assert.deepEqual([is.picture, is.shots, is.bytes], [was.picture, was.shots, was.bytes + 8]);
});

test('content credentials are found where C2PA puts them, and in nothing else', async () => {
  const path = await clip('vendor.mp4', 24);
  assert.equal(await hasCredentials(path), false);
  const kept = readFileSync(path);
  const box = (type: string, id: string): Buffer => {
    const body = Buffer.concat([Buffer.from(type), Buffer.from(id, 'hex'), Buffer.from('\0\0\0\0manifest\0')]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 4);
    return Buffer.concat([length, body]);
  };
  for (const [type, id, found] of [
    ['uuid', 'd8fec3d61b0e483c92975828877ec481', true],
    ['uuid', '00000000000000000000000000000000', false],
    ['jumb', '', true],
    ['free', 'd8fec3d61b0e483c92975828877ec481', false],
  ] as const) {
    writeFileSync(path, Buffer.concat([kept, box(type, id)]));
    assert.equal(await hasCredentials(path), found, `${type} ${id}`);
  }
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.alloc(100),
    Buffer.from('RIFF....WAVEfmt '),
    Buffer.from([0, 0, 0, 1, 1]),
  ]) {
    writeFileSync(path, bytes);
    assert.equal(await hasCredentials(path), false);
  }
});

test('what is no film has no comment', async () => {
  writeFileSync(join(folder, 'words.mp4'), 'words');
  assert.equal(await commentIn(join(folder, 'words.mp4')), null);
  assert.equal(await commentIn(await clip('mute.mp4', 24)), null);
});
