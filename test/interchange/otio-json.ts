/** OpenTimelineIO as other programs change it: what a test touches of it. */
export interface OtioNode {
  OTIO_SCHEMA: string;
  name?: string;
  kind?: string;
  enabled?: boolean;
  source_range?: OtioRange | null;
  children?: OtioNode[];
  markers?: OtioMarker[];
  effects?: object[];
  metadata?: object;
  tracks?: OtioNode;
  media_reference?: OtioReference;
  media_references?: Record<string, OtioReference>;
  active_media_reference_key?: string;
  transition_type?: string;
  in_offset?: OtioTime;
  out_offset?: OtioTime;
}

export interface OtioReference {
  OTIO_SCHEMA: string;
  target_url?: string;
  generator_kind?: string;
  available_range?: OtioRange;
}

export interface OtioMarker {
  OTIO_SCHEMA: string;
  name: string;
  comment?: string;
  marked_range: OtioRange;
}

export interface OtioTime {
  OTIO_SCHEMA: string;
  rate: number;
  value: number;
}

export interface OtioRange {
  OTIO_SCHEMA: string;
  start_time: OtioTime;
  duration: OtioTime;
}

export function time(value: number, rate = 24): OtioTime {
  return { OTIO_SCHEMA: 'RationalTime.1', rate, value };
}

export function range(start: number, frames: number, rate = 24): OtioRange {
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start, rate), duration: time(frames, rate) };
}

export function gap(frames: number): OtioNode {
  return { OTIO_SCHEMA: 'Gap.1', name: '', source_range: range(0, frames) };
}

/** Picture and sound tracks of a list. */
export function tracksOf(tree: OtioNode): OtioNode[] {
  return tree.tracks?.children ?? [];
}

export function clipsOf(track: OtioNode | undefined): OtioNode[] {
  return (track?.children ?? []).filter((child) => child.OTIO_SCHEMA.startsWith('Clip.'));
}

export function startOf({ source_range: span }: OtioNode): number {
  return span?.start_time.value ?? 0;
}
