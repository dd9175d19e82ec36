import { usd } from '../../film/money.ts';
import type { Desk, Job } from '../engine/vendor.ts';
import { failed } from './details.ts';

/** What a model takes at once, credits for a character, and dollars for a thousand where the price book is silent. */
export const MODELS = {
  eleven_multilingual_v2: { name: 'Eleven Multilingual v2', longest: 10_000, credits: 1, price: 0.1 },
  eleven_flash_v2_5: { name: 'Eleven Flash v2.5', longest: 40_000, credits: 0.5, price: 0.05 },
  eleven_v3: { name: 'Eleven v3', longest: 5_000, credits: 1, price: 0.1 },
} as const;
export type Model = keyof typeof MODELS;
export const isModel = (name: string): name is Model => Object.hasOwn(MODELS, name);

/** Stock voices under the ids by which they have been known since 2024 (unverified). */
export const VOICES: Record<string, string> = {
  '21m00Tcm4TlvDq8ikWAM': 'Rachel',
  EXAVITQu4vr4xnSDxMaL: 'Sarah',
  FGY2WhTYpPnrIDTdsKH5: 'Laura',
  IKne3meq5aSn9XLyUdCD: 'Charlie',
  JBFqnCBsd6RMkjVDRZzb: 'George',
  TX3LPaxmHKxFdv7VOQHJ: 'Liam',
  XB0fDUnXU5powFXDhCwa: 'Charlotte',
  nPczCjzI2devNBz1zQrb: 'Brian',
  onwK4e9ZLuTAKqWW03F9: 'Daniel',
  pNInz6obpgDQGcFmaJgB: 'Adam',
};

export const isVoice = (id: string): boolean => Object.hasOwn(VOICES, id);

/** A credit of an account that pays as it goes: a thousand characters of the best model cost a dime. */
const CREDIT = usd(0.0001);

export function creditsOf({ model, prompt }: Job): number {
  return Math.ceil([...prompt].length * (isModel(model) ? MODELS[model].credits : 1));
}

export function modelsOf() {
  return (Object.keys(MODELS) as Model[]).map(modelOf);
}

function modelOf(id: Model) {
  const { name, longest, credits } = MODELS[id];
  return {
    model_id: id,
    name,
    can_be_finetuned: false,
    can_do_text_to_speech: true,
    can_do_voice_conversion: false,
    can_use_style: true,
    can_use_speaker_boost: true,
    serves_pro_voices: false,
    token_cost_factor: credits,
    description: 'Simulated.',
    requires_alpha_access: false,
    maximum_text_length_per_request: longest,
    languages: [{ language_id: 'en', name: 'English' }],
    model_rates: { character_cost_multiplier: credits },
    concurrency_group: 'standard',
  };
}

export function voiceOf(id: string) {
  return {
    voice_id: id,
    name: VOICES[id],
    category: 'premade',
    labels: { language: 'en' },
    description: 'Simulated.',
    preview_url: null,
    settings: null,
  };
}

/** Credits by what the account holds in money. */
export function subscriptionOf(desk: Desk) {
  const limit = Math.floor(desk.options.balance / CREDIT);
  return {
    tier: 'starter',
    character_count: limit - Math.floor(desk.balance() / CREDIT),
    character_limit: limit,
    max_credit_limit_extension: 0,
    can_extend_character_limit: false,
    allowed_to_extend_character_limit: false,
    next_character_count_reset_unix: null,
    voice_slots_used: 0,
    professional_voice_slots_used: 0,
    professional_voice_slots_used_in_workspace: 0,
    voice_limit: 10,
    voice_add_edit_counter: 0,
    professional_voice_limit: 0,
    can_extend_voice_limit: false,
    can_use_instant_voice_cloning: true,
    can_use_professional_voice_cloning: false,
    currency: 'usd',
    current_overage: { amount: '0', currency: 'usd' },
    status: 'active',
    billing_period: 'monthly_period',
    character_refresh_period: 'monthly_period',
    next_invoice: null,
    open_invoices: [],
    has_open_invoices: false,
  };
}

export function noVoice(id: string): Response {
  return failed(404, 'voice_not_found', `A voice with the voice_id ${id} was not found.`);
}
