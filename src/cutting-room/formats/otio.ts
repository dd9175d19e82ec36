import type { Clip, Cut } from '../../film/cut.ts';
import type { Json } from '../../json.ts';

/**
 * A cut as OpenTimelineIO JSON (Timeline.1) for editors that read it. `address` says where a clip's file lies, relative
 * to the list and with `/`. Kinds of transition that OTIO has no name for, and the fade-in, are kept as metadata.
 */
export function writeOtio(cut: Cut, { name, address }: { name: string; address: (clip: Clip) => string }): string {
  const rate = cut.rate.num / cut.rate.den;
  const time = (value: number): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  const range = (start: number, frames: number): Json => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(frames),
  });
  const children = cut.clips.flatMap((clip, index): Json[] => {
    const { kind, frames } = clip.transitionIn;
    const joined = index > 0 && kind !== 'cut' && frames > 0;
    const placed: Json = {
      OTIO_SCHEMA: 'Clip.2',
      metadata: index === 0 && kind !== 'cut' ? { claude_studio: { opening: kind, frames } } : {},
      name: clip.slate,
      source_range: range(clip.source.start, clip.source.frames),
      effects: [],
      markers: [],
      enabled: true,
      media_references: {
        DEFAULT_MEDIA: {
          OTIO_SCHEMA: 'ExternalReference.1',
          metadata: {},
          name: clip.slate,
          available_range: range(clip.available.start, clip.available.frames),
          available_image_bounds: null,
          target_url: address(clip).split('/').map(encodeURIComponent).join('/'),
        },
      },
      active_media_reference_key: 'DEFAULT_MEDIA',
    };
    if (!joined) return [placed];
    const transition: Json = {
      OTIO_SCHEMA: 'Transition.1',
      metadata: { claude_studio: { kind } },
      name: kind,
      in_offset: time(Math.floor(frames / 2)),
      out_offset: time(Math.ceil(frames / 2)),
      transition_type: kind === 'dissolve' ? 'SMPTE_Dissolve' : 'Custom_Transition',
    };
    return [transition, placed];
  });
  const frame = { metadata: {}, source_range: null, effects: [], markers: [], enabled: true };
  return `${JSON.stringify(
    {
      OTIO_SCHEMA: 'Timeline.1',
      metadata: { claude_studio: { rate: { num: cut.rate.num, den: cut.rate.den } } },
      name: name,
      global_start_time: null,
      tracks: {
        OTIO_SCHEMA: 'Stack.1',
        ...frame,
        name: 'tracks',
        children: [{ OTIO_SCHEMA: 'Track.1', ...frame, name: 'picture', kind: 'Video', children }],
      },
    },
    null,
    2,
  )}\n`;
}
