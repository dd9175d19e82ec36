import { captionsFrom } from '../cutting-room/captions.ts';
import { editor } from '../crew/editor.ts';
import { StudioError } from '../errors.ts';
import type { Brief } from '../film/brief.ts';
import type { Cut } from '../film/cut.ts';
import { frameSize } from '../film/media.ts';
import type { Screenplay } from '../film/screenplay.ts';
import { toSeconds } from '../film/time.ts';
import type { Selected } from './dailies.ts';
import type { Production } from './production.ts';
import type { Soundtrack } from './sound.ts';

/** The editor's candidates; returns the recommended one. */
export async function edit(
  production: Production,
  brief: Brief,
  screenplay: Screenplay,
  takes: Selected[],
  { sounds, lines }: Soundtrack,
): Promise<Cut> {
  const input = {
    screenplay,
    takes,
    ...frameSize(brief.aspect, brief.resolution),
    sounds,
    captions:
      brief.captions === 'none' ? [] : captionsFrom(lines, { seconds: toSeconds(screenplay.frames, screenplay.rate) }),
    burnCaptions: brief.captions === 'burn',
  };
  const proposed = await production.revise(
    'cut',
    'cut-proposed',
    { takes: takes.map(({ take }) => take.media), sounds },
    async () => {
      const { value } = await editor.decide(input);
      return value;
    },
  );
  const chosen = proposed.candidates.find(({ cut }) => cut.id === proposed.recommended);
  if (chosen === undefined)
    throw new StudioError('internal', `the editor recommends ${proposed.recommended} and did not cut it`);
  return chosen.cut;
}
