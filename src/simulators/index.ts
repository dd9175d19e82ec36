import { StudioError } from '../errors.ts';
import { anthropic } from './anthropic.ts';
import { startEngine } from './engine/engine.ts';
import type { Vendor } from './engine/vendor.ts';
import { elevenlabs } from './elevenlabs.ts';
import { fal } from './fal.ts';
import { kling } from './kling.ts';
import { luma } from './luma.ts';
import { openai } from './openai.ts';
import { runway } from './runway.ts';
import type { Simulator, SimulatorName, SimulatorOptions } from './spec.ts';

/** Every vendor that can be simulated. */
const VENDORS: readonly Vendor[] = [anthropic, luma, runway, kling(), fal(), openai, elevenlabs];

export const SIMULATORS: readonly SimulatorName[] = VENDORS.map(({ name }) => name);

/** Starts a vendor's simulator by name. Throws `usage` for an unknown name or a taken port, `disk` for an unusable folder. */
export async function startSimulator(name: string, options: SimulatorOptions): Promise<Simulator> {
  const vendor = VENDORS.find((one) => one.name === name);
  if (vendor === undefined)
    throw new StudioError('usage', `there is no simulator of ${name}`, {
      hint: `There are: ${SIMULATORS.join(', ')}.`,
    });
  return startEngine(vendor, options);
}
