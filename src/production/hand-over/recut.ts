import type { NamedMedium } from '../../cutting-room/formats/otio-tree.ts';
import type { EditClip, EditList, EditSound } from '../../cutting-room/formats/read-otio.ts';
import { StudioError } from '../../errors.ts';
import { laterBy, type Caption, type Clip, type Cut, type Sound } from '../../film/cut.ts';
import type { MediaRef } from '../../film/media.ts';
import { toFrames, toSeconds } from '../../film/time.ts';
import { canonicalJson } from '../../json.ts';

/** A file in the house format that a clip of a list stands for. */
export interface Footage {
  shot: string;
  slate: string;
  media: MediaRef;
  frames: number;
}

/** A file that a sound of a list stands for. */
export interface Recording {
  kind: Sound['kind'];
  media: MediaRef;
  seconds: number;
}

/** Where the files of a list are found. */
export interface Bins {
  footage(medium: NamedMedium): Footage;
  recording(medium: NamedMedium): Recording;
  /** Black of at least so many frames. */
  black: Footage | null;
}

/** A clip of a list that asks for more than its file has. */
export interface Lack {
  clip: EditClip;
  has: number;
  needs: number;
}

/** Clips that want frames which their files do not have; a frame too many, which other rates make, is none. */
export function lacksOf({ picture }: EditList, footage: (medium: NamedMedium) => Footage | null): Lack[] {
  return picture.flatMap((clip) => {
    const found = clip.medium === null ? null : footage(clip.medium);
    if (found === null) return [];
    const { start } = within(clip, found);
    return start < 0 || start + clip.frames > found.frames
      ? [{ clip, has: found.frames, needs: start + clip.frames }]
      : [];
  });
}

/**
 * An editor's list as a cut, frame by frame as it says: what of it nobody touched since `before` was written down is exactly
 * as it was there. Where the list has no tracks of sound, voices and captions go with the clips that they were over. What
 * had to give way is in `notes`.
 */
export function recut(list: EditList, bins: Bins, before: Cut): { cut: Cut; notes: string[] } {
  const notes: string[] = [];
  const clips = list.picture.map((clip, index) => clipOf(list, bins, before, clip, index, notes));
  const seconds = toSeconds(list.frames, before.rate);
  const heard = list.sounds?.toSorted(inOrder) ?? null;
  const sounds =
    heard === null ? carried(before, clips, notes) : heard.flatMap((sound) => soundOf(heard, sound, bins, before));
  const cut: Cut = {
    ...before,
    id: 'edited',
    clips,
    sounds: sounds.filter(({ at, kind }) => {
      if (at >= seconds) notes.push(`a ${kind} begins behind the end of the film: it is left out`);
      return at < seconds;
    }),
    captions: captionsOf(list, before, sounds, notes).flatMap((caption) => inside(caption, seconds, notes)),
    fadeOut: list.fadeOut.exact,
  };
  return { cut, notes };
}

function clipOf(list: EditList, bins: Bins, before: Cut, clip: EditClip, index: number, notes: string[]): Clip {
  const footage = clip.medium === null ? bins.black : bins.footage(clip.medium);
  if (footage === null) throw new StudioError('internal', 'the list has black, and nobody has made any');
  const { shot, slate, media, frames } = footage;
  const source = clip.medium === null ? { start: 0, frames: clip.frames } : within(clip, footage);
  const named = list.production !== null;
  const overlays = named ? titlesOf(clip, source.start, notes) : overlaysOf(before, slate, source);
  return {
    shot,
    slate,
    media,
    source,
    available: { start: 0, frames },
    transitionIn: entranceOf(list, bins, clip, index, notes),
    overlays,
  };
}

/** Rates that are not ours may ask for a frame that is not there, at the beginning or the end. */
function within({ source, frames }: EditClip, footage: Footage): Clip['source'] {
  const over = source + frames - footage.frames;
  const start = over === 1 && source > 0 ? source - 1 : source === -1 ? 0 : source;
  return { start, frames };
}

/** As it was written down, where neither the transition nor what lies before it has changed. */
function entranceOf(list: EditList, bins: Bins, clip: EditClip, index: number, notes: string[]): Clip['transitionIn'] {
  const { entered } = clip;
  const join = index === 0 ? null : (list.joins.find(({ into }) => into === index) ?? null);
  const shown =
    index === 0
      ? list.opening
      : join === null
        ? { kind: 'cut' as const, frames: 0 }
        : { kind: join.kind, frames: join.before + join.after };
  const earlier = list.picture[index - 1];
  const last = earlier == null || earlier.medium === null ? null : bins.footage(earlier.medium);
  // A film that begins otherwise than out of black is written down as beginning so.
  const written = index === 0 ? 'fade-black' : entered?.kind;
  const isUntouched =
    entered !== null &&
    entered.after === (last?.slate ?? null) &&
    entered.shown === shown.frames &&
    (shown.frames === 0 || shown.kind === written);
  if (isUntouched) return { kind: entered.kind, frames: entered.frames };
  if (join !== null && join.before !== Math.floor(shown.frames / 2))
    notes.push(`the ${join.kind} into ${clip.where} is put in the middle of its cut`);
  const tail = earlier === undefined || last === null ? Infinity : last.frames - earlier.source - earlier.frames;
  // It is made as short as the shorter clip beside it.
  const length = Math.min(shown.frames, earlier?.frames ?? Infinity, clip.frames);
  const isLong = Math.floor(length / 2) > clip.source || Math.ceil(length / 2) > tail;
  // A fade shows black in the middle; all others show both takes to their end.
  if (join !== null && isLong && clip.medium !== null && !join.kind.startsWith('fade'))
    notes.push(`the ${join.kind} into ${clip.where} lasts longer than its takes: a frame is held`);
  return shown.frames === 0 ? { kind: 'cut', frames: 0 } : shown;
}

function titlesOf({ titles, where, frames }: EditClip, source: number, notes: string[]): Clip['overlays'] {
  return titles.flatMap(({ at, frames: length, ...words }) => {
    const start = Math.max(0, at - source);
    const end = Math.min(frames, at + length - source);
    if (end <= start) {
      notes.push(`the title ${JSON.stringify(words.text.slice(0, 40))} lies in a part of ${where} that is cut away`);
      return [];
    }
    return [{ ...words, range: { start, frames: end - start } }];
  });
}

/** Where a list knows nothing of titles they stay on the frames that they were over. */
function overlaysOf(before: Cut, slate: string, source: Clip['source']): Clip['overlays'] {
  return before.clips
    .filter((clip) => clip.slate === slate)
    .flatMap((clip) =>
      clip.overlays.flatMap((overlay) => {
        const at = clip.source.start + overlay.range.start - source.start;
        const start = Math.max(0, at);
        const end = Math.min(source.frames, at + overlay.range.frames);
        return end > start ? [{ ...overlay, range: { start, frames: end - start } }] : [];
      }),
    );
}

/** Those that were in the cut come as they were in it. */
function inOrder(a: EditSound, b: EditSound): number {
  const [one, other] = [a.heard?.sound ?? Number.MAX_VALUE, b.heard?.sound ?? Number.MAX_VALUE];
  return one - other || a.start - b.start;
}

/** Nobody has touched it: all of its pieces are there, where and as long as they were. */
function soundOf(all: readonly EditSound[], piece: EditSound, bins: Bins, before: Cut): Sound[] {
  const { kind, media, seconds: length } = bins.recording(piece.medium);
  const { heard, gainDb } = piece;
  const { rate } = before;
  const bare = { kind: piece.kind ?? kind, media, gainDb };
  const from = toSeconds(Math.max(0, piece.source), rate);
  if (heard === null) {
    const seconds = toSeconds(piece.frames, rate);
    // What is used to its end is used whole: a frame's end is no place to cut a sound.
    const isWhole = Math.abs(from + seconds - length) < toSeconds(1, rate);
    const was = before.sounds.filter((one) => one.media.sha256 === media.sha256);
    const same = was.find((one) => liesAs(piece, one, { rate, isWhole }));
    if (same !== undefined) return [same];
    return [
      {
        ...bare,
        // Lists of programs that know no gain are no wish to have it louder.
        gainDb: gainDb === 0 ? (was[0]?.gainDb ?? 0) : gainDb,
        at: toSeconds(piece.start, rate),
        ...(from === 0 ? {} : { from }),
        seconds: isWhole ? null : seconds,
      },
    ];
  }
  const own = all.filter((one) => one.heard?.sound === heard.sound && one.medium.name === piece.medium.name);
  const isWhole = own.length === heard.pieces && own.every(isUncut);
  const shift = piece.start - heard.start;
  const isTogether = isWhole && own.every((one) => one.heard !== null && one.start - one.heard.start === shift);
  const { fadeIn, fadeOut } = heard;
  const fades = { ...(fadeIn === undefined ? {} : { fadeIn }), ...(fadeOut === undefined ? {} : { fadeOut }) };
  const kept = { ...(heard.from === undefined ? {} : { from: heard.from }), ...fades };
  if (isTogether) {
    if (heard.piece > 0) return [];
    const sound = { ...bare, at: Math.max(0, heard.at + toSeconds(shift, rate)), ...kept, seconds: heard.seconds };
    return [asItWas(sound, before.sounds[heard.sound])];
  }
  const isSame = isUncut(piece) && heard.pieces === 1;
  const at = isSame ? heard.at + toSeconds(shift, rate) : toSeconds(piece.start, rate);
  const seconds = isSame ? heard.seconds : toSeconds(piece.frames, rate);
  const first = isUncut(piece) ? kept : from === 0 ? {} : { from };
  return [{ ...bare, at: Math.max(0, at), ...first, seconds }];
}

/** On the same frames as in the cut. */
function liesAs(
  { start, source, frames, gainDb }: EditSound,
  { at, from = 0, seconds, gainDb: was }: Sound,
  { rate, isWhole }: { rate: Cut['rate']; isWhole: boolean },
): boolean {
  const isAsLong = seconds === null ? isWhole : Math.abs(toFrames(seconds, rate) - frames) <= 1;
  const isAsLoud = gainDb === 0 || gainDb === was;
  return toFrames(at, rate) === start && toFrames(from, rate) === source && isAsLong && isAsLoud;
}

/** Other programs write seconds with a digit less: what is the same to a millionth is the same. */
function asItWas<T extends object>(now: T, was: T | undefined): T {
  return was !== undefined && canonicalJson(rounded(now)) === canonicalJson(rounded(was)) ? was : now;
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? Math.round(part * 1e6) / 1e6 : part)),
  );
}

function isUncut({ heard, frames, source }: EditSound): boolean {
  return heard !== null && frames === heard.frames && source === heard.source;
}

/** Sounds that go with the clips that they began over; music stays. */
function carried(before: Cut, clips: readonly Clip[], notes: string[]): Sound[] {
  if (before.sounds.length > 0)
    notes.push('the list has no tracks of sound: voices go with their clips, the music stays');
  return before.sounds.flatMap((sound) => {
    if (sound.kind === 'music') return [sound];
    const place = placeOf(before.clips, sound.at, before);
    const at = place === null ? null : timeOf(clips, place, before);
    if (at !== null) return [{ ...sound, at }];
    notes.push(`a ${sound.kind} was over ${place?.slate ?? 'nothing'}, which is not in the list: it is left out`);
    return [];
  });
}

/** Which frame of which take is seen at some second, and how far into it that is. */
function placeOf(clips: readonly Clip[], seconds: number, { rate }: Cut): { slate: string; frame: number } | null {
  const wanted = (seconds * rate.num) / rate.den;
  let start = 0;
  for (const { slate, source } of clips) {
    if (wanted < start + source.frames) return { slate, frame: source.start + wanted - start };
    start += source.frames;
  }
  return null;
}

function timeOf(
  clips: readonly Clip[],
  { slate, frame }: { slate: string; frame: number },
  { rate }: Cut,
): number | null {
  let start = 0;
  let nearest: number | null = null;
  for (const { source, ...clip } of clips) {
    if (clip.slate === slate) {
      const at = start + Math.max(0, frame - source.start);
      if (frame >= source.start && frame < source.start + source.frames) return (at * rate.den) / rate.num;
      // The frame is cut away: it begins with what is left of the take.
      nearest ??= (start * rate.den) / rate.num;
    }
    start += source.frames;
  }
  return nearest;
}

/** Captions go where the voice that says them has gone, unless somebody has moved them. */
function captionsOf(list: EditList, before: Cut, sounds: readonly Sound[], notes: string[]): Caption[] {
  const marks =
    list.captions ?? before.captions.map((caption) => ({ ...caption, words: caption.words ?? [], moved: false }));
  const voices = before.sounds.filter(({ kind }) => kind === 'voice').toSorted((a, b) => a.at - b.at);
  const silent = new Set<string>();
  const captions = marks.flatMap(({ moved, words, ...caption }): Caption[] => {
    const voice = moved ? undefined : voices.findLast(({ at }) => at <= caption.start + HAIR);
    const same = sounds.filter(({ media }) => media.sha256 === voice?.media.sha256);
    const now = voice === undefined ? undefined : (same.find(({ at }) => at === voice.at) ?? same[0]);
    if (voice !== undefined && now === undefined) {
      silent.add(caption.text);
      return [];
    }
    const by = voice === undefined || now === undefined ? 0 : now.at - voice.at;
    const shifted = laterBy({ ...caption, ...(words.length === 0 ? {} : { words }) }, by);
    return [before.captions.find((was) => asItWas(shifted, was) === was) ?? shifted];
  });
  if (silent.size > 0) notes.push(`${silent.size} captions of voices that are not in the list any more`);
  return captions.toSorted((a, b) => a.start - b.start);
}

const HAIR = 0.001;

function inside(caption: Caption, seconds: number, notes: string[]): Caption[] {
  if (caption.start >= seconds || caption.end <= 0) {
    notes.push(`the caption ${JSON.stringify(caption.text.slice(0, 40))} lies behind the end of the film`);
    return [];
  }
  return [{ ...caption, end: Math.min(caption.end, seconds) }];
}

/** What an editor has changed, in words: `2 clips moved, 1 trimmed`. */
export function changesBetween(before: Cut, after: Cut): string {
  const old = new Map(before.clips.map((clip, index) => [clip.slate, { clip, index }]));
  const known = after.clips.filter(({ slate }) => old.has(slate));
  const order = known.map(({ slate }) => old.get(slate)?.index ?? 0);
  const stay = longestRise(order);
  const count = (name: string, number: number): string[] => (number === 0 ? [] : [`${number} ${name}`]);
  const slates = new Set(after.clips.map(({ slate }) => slate));
  const parts = [
    ...count('moved', known.length - stay),
    ...count('trimmed', known.filter(({ slate, source }) => !equal(old.get(slate)?.clip.source, source)).length),
    ...count('new', after.clips.length - known.length),
    ...count('left out', before.clips.filter(({ slate }) => !slates.has(slate)).length),
    ...count(
      'entered in another way',
      known.filter(({ slate, transitionIn }) => !equal(old.get(slate)?.clip.transitionIn, transitionIn)).length,
    ),
    ...(equal(inAnyOrder(before.sounds), inAnyOrder(after.sounds)) ? [] : ['sound changed']),
    ...(equal(before.captions, after.captions) ? [] : ['captions changed']),
  ];
  const [first, last] = [frames(before), frames(after)];
  const length = toFrames(1, before.rate);
  if (first !== last) parts.push(`${last > first ? '+' : '−'}${(Math.abs(last - first) / length).toFixed(1)} s`);
  return parts.length === 0 ? `as the ${before.id} cut` : `against the ${before.id} cut: ${parts.join(', ')}`;
}

function frames({ clips }: Cut): number {
  return clips.reduce((total, { source }) => total + source.frames, 0);
}

function inAnyOrder(sounds: readonly Sound[]): string[] {
  return sounds.map((sound) => canonicalJson(sound)).toSorted();
}

function equal(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** Most entries that can stay where they are, in their order. */
function longestRise(order: readonly number[]): number {
  const ends: number[] = [];
  for (const value of order) {
    const at = ends.findIndex((end) => end >= value);
    ends[at === -1 ? ends.length : at] = value;
  }
  return ends.length;
}
