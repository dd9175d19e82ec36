import { startElevenLabs } from './elevenlabs.ts';
import { startFal } from './fal.ts';
import type { Fake, FakeOptions } from './fake.ts';
import { startKling } from './kling.ts';
import { startLumaAgents } from './luma-agents.ts';
import { startLumaDreamMachine } from './luma-dream-machine.ts';
import { startOpenAi } from './openai.ts';
import { startRunway } from './runway.ts';

const FAKES = {
  'luma-dream-machine': startLumaDreamMachine,
  'luma-agents': startLumaAgents,
  runway: startRunway,
  kling: startKling,
  fal: startFal,
  openai: startOpenAi,
  elevenlabs: startElevenLabs,
};

export type FakeName = keyof typeof FAKES;

/** Starts a vendor on this machine, with the given ways. Close it. */
export function startFake(name: FakeName, options: FakeOptions = {}): Promise<Fake> {
  return FAKES[name](options);
}
