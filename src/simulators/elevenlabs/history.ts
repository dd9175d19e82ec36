import { z } from 'zod';
import type { Desk, Job } from '../engine/vendor.ts';
import { creditsOf, VOICES } from './account.ts';
import { detailsOf, formOf, requestIdOf, TYPES } from './lines.ts';

const Listing = z.object({
  page_size: z.coerce.number().int().min(1).max(1_000).default(100),
  start_after_history_item_id: z.string().optional(),
  voice_id: z.string().optional(),
  model_id: z.string().optional(),
  date_after_unix: z.coerce.number().optional(),
  date_before_unix: z.coerce.number().optional(),
  sort_direction: z.enum(['asc', 'desc']).default('desc'),
  search: z.string().optional(),
  source: z.enum(['TTS', 'STS', 'Flows']).optional(),
});

export function pageOf(asked: Record<string, string>, jobs: Job[], desk: Desk) {
  const { data: query, error } = Listing.safeParse(asked);
  if (error) return error;
  const { voice_id: voice, model_id: model, search, date_after_unix: after, date_before_unix: before } = query;
  const matching = jobs.filter((job) => {
    const details = detailsOf(job);
    const at = unixOf(job, desk);
    return (
      details.logged &&
      (query.source ?? 'TTS') === 'TTS' &&
      (voice === undefined || details.voice === voice) &&
      (model === undefined || job.model === model) &&
      (search === undefined || job.prompt.toLowerCase().includes(search.toLowerCase())) &&
      at >= (after ?? -Infinity) &&
      at <= (before ?? Infinity)
    );
  });
  const sorted = query.sort_direction === 'asc' ? matching.toReversed() : matching;
  const from = sorted.findIndex(({ id }) => id === query.start_after_history_item_id) + 1;
  const page = sorted.slice(from, from + query.page_size);
  return {
    history: page.map((job) => itemOf(job, desk)),
    last_history_item_id: page.at(-1)?.id ?? null,
    has_more: from + page.length < sorted.length,
    scanned_until: null,
  };
}

export function itemOf(job: Job, desk: Desk) {
  const { voice, format, settings } = detailsOf(job);
  const before = desk
    .everAccepted()
    .filter(({ sequence }) => sequence < job.sequence)
    .reduce((total, other) => total + creditsOf(other), 0);
  return {
    history_item_id: job.id,
    request_id: requestIdOf(job),
    voice_id: voice,
    model_id: job.model,
    voice_name: VOICES[voice] ?? null,
    voice_category: 'premade',
    text: job.prompt,
    date_unix: unixOf(job, desk),
    character_count_change_from: before,
    character_count_change_to: before + creditsOf(job),
    content_type: TYPES[formOf(format).kind],
    state: 'created',
    settings,
    feedback: null,
    share_link_id: null,
    source: 'TTS',
    alignments: null,
    dialogue: null,
    output_format: format,
  };
}

function unixOf(job: Job, desk: Desk): number {
  return Math.floor(Date.parse(desk.stamp(job.createdAt)) / 1_000);
}
