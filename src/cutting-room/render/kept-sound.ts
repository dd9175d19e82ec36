import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type CodecContext, Packet } from 'node-av/lib';
import { takeAhead } from '../codec/ahead.ts';
import { type SoundTrack, openSoundTrack } from '../codec/sound-track.ts';
import type { EncodedUnit, UnitCache } from './unit-cache.ts';

/**
 * As `openSoundTrack`, but it is encoded as soon as its file is there, whatever the pictures do meanwhile; and what was
 * encoded of the same file before, whatever it is called now, comes from the cache.
 */
export async function openKeptSound(
  path: string | Promise<string>,
  seconds: number,
  cache?: UnitCache,
): Promise<SoundTrack> {
  const track = await openSoundTrack(path, seconds);
  const ahead = takeAhead(cache === undefined ? track.packets : keptPackets(track, path, seconds, cache));
  return {
    encoder: track.encoder,
    packets: ahead.packets,
    async [Symbol.asyncDispose]() {
      await ahead[Symbol.asyncDispose]();
      await track[Symbol.asyncDispose]();
    },
  };
}

async function* keptPackets(
  { encoder, packets }: SoundTrack,
  path: string | Promise<string>,
  seconds: number,
  cache: UnitCache,
): AsyncGenerator<Packet> {
  const key = await keyOf(await path, seconds, encoder);
  const known = stampsOf(await cache.get(key));
  if (known !== null) {
    yield* again(known);
    return;
  }
  const made: { data: Buffer; key: boolean }[] = [];
  const stamps: Stamp[] = [];
  for await (const packet of packets) {
    made.push({ data: Buffer.from(packet.data ?? Buffer.alloc(0)), key: packet.isKeyframe });
    stamps.push([Number(packet.pts), Number(packet.duration)]);
    yield packet;
  }
  await cache.put(key, [{ data: Buffer.from(JSON.stringify(stamps)), key: false }, ...made]);
}

/** Raise it when the same sound is encoded differently than before. */
const ENCODING = 1;

async function keyOf(path: string, seconds: number, encoder: CodecContext): Promise<string> {
  const hash = createHash('sha256');
  const how = [encoder.sampleRate, String(encoder.bitRate), encoder.extraData?.toString('base64') ?? null];
  hash.update(JSON.stringify({ sound: ENCODING, how, seconds }));
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** When a packet is heard and for how long, in samples. */
type Stamp = [at: number, length: number];

/** A kept sound begins with the stamps of its packets; null when it is not one. */
function stampsOf(unit: EncodedUnit | null): { stamps: Stamp[]; pieces: EncodedUnit } | null {
  const [head, ...pieces] = unit ?? [];
  if (head === undefined) return null;
  const stamps = JSON.parse(head.data.toString()) as Stamp[];
  return stamps.length === pieces.length ? { stamps, pieces } : null;
}

async function* again({ stamps, pieces }: { stamps: Stamp[]; pieces: EncodedUnit }): AsyncGenerator<Packet> {
  using packet = new Packet();
  packet.alloc();
  for (const [index, { data, key }] of pieces.entries()) {
    const [at, length] = stamps[index] ?? [0, 0];
    packet.data = data;
    packet.isKeyframe = key;
    packet.pts = packet.dts = BigInt(at);
    packet.duration = BigInt(length);
    yield packet;
    packet.unref();
  }
}
