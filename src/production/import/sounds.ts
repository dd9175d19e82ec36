import { usd, ZERO } from '../../film/money.ts';
import { speechWords, spreadWords } from '../../film/speech.ts';
import { chargeOf } from './books.ts';
import { mend } from '../orders/mend.ts';
import type { Work } from './work.ts';

/** Brings back what the media store has lost of sounds that were taken over before. */
export async function restoreSounds({ production: { studio, state }, voices, music }: Work): Promise<void> {
  const heard = [
    ...[...voices].map(([shot, { path }]) => ({
      name: `the voice of ${shot}`,
      path,
      media: state.voices[shot]?.media,
    })),
    ...(music === null ? [] : [{ name: 'the music', path: music.path, media: state.music?.media }]),
  ];
  for (const { name, path, media } of heard) {
    if (media !== undefined) await mend(studio, { name, media, copy: null, again: () => studio.store.put(path) });
  }
}

/** Takes voices and music over, each once. Where the words of a line fall is guessed from their length. */
export async function takeSounds({ production, run, scenes, voices, music, provenance }: Work): Promise<void> {
  const { store } = production.studio;
  for (const { scene, shot } of scenes) {
    const heard = voices.get(shot);
    if (heard === undefined || production.state.voices[shot] !== undefined) continue;
    const words = spreadWords(speechWords(scene.narration ?? ''), 0, heard.seconds);
    const cost = provenance === 'live' ? usd(heard.cost ?? 0) : ZERO;
    const act = { reservation: `voice/${shot}`, act: `voice ${shot}`, provider: run.voice };
    await production.record(...chargeOf(run, act, cost), {
      type: 'voice-adopted',
      data: {
        schema: 'VoiceLine.3',
        shot,
        text: scene.narration ?? '',
        provenance,
        provider: run.voice,
        media: await store.put(heard.path),
        seconds: heard.seconds,
        words,
        parts: [{ shot, words: words.length }],
        cost,
        vendorId: null,
        warnings: words.length === 0 ? [] : ['imported: when each word is spoken is guessed'],
      },
    });
  }
  if (music === null || production.state.music !== null) return;
  const cost = provenance === 'live' ? usd(music.cost ?? 0) : ZERO;
  const act = { reservation: 'music', act: 'music', provider: run.voice };
  const media = await store.put(music.path);
  await production.record(...chargeOf(run, act, cost), {
    type: 'music-adopted',
    data: { media, seconds: music.seconds, provenance, provider: run.voice, mood: 'neutral' },
  });
}
