import { DRAWABLE } from '../art/index.ts';
import type { Picture } from '../crew/agent.ts';
import { assetAnalyzer } from '../crew/asset-analyzer.ts';
import { cutOut, glanceAt, measurePicture } from '../cutting-room/stills/looks.ts';
import { briefed, type Assets, type Panel } from '../film/assets.ts';
import type { Brief, Seed } from '../film/brief.ts';
import { decide } from './takes/decide.ts';
import { keepPicture } from './handed-in.ts';
import { assertGiven, mend } from './orders/mend.ts';
import type { Production } from './studio/production.ts';
import type { Studio } from './studio/studio.ts';

/**
 * Looks at what was handed in and returns the brief as everybody works by it: pictures with what they are taken for, the
 * panels of a storyboard cut out, the scenes and elements of texts behind the concept. A brief without assets comes back as
 * it is. Throws `media` when a picture is gone from the store.
 */
export async function analyse(production: Production, brief: Brief): Promise<Brief> {
  const { seeds, texts, concept } = brief;
  if (seeds.length + texts.length === 0) return brief;
  const assets = await production.step('assets', 'assets-analysed', { seeds, texts, concept }, () =>
    look(production, brief),
  );
  for (const picture of assets.pictures) {
    const sheet = seeds.find(({ id }) => id === picture.id);
    if (sheet !== undefined) await mendPanels(production.studio, sheet, picture.panels);
  }
  return briefed(brief, assets);
}

async function look(production: Production, { seeds, texts, concept }: Brief): Promise<Assets> {
  const { id: run, studio } = production;
  const pictures = [];
  const glances: Picture[] = [];
  for (const { id, name, media, width, height, transparent } of seeds) {
    await assertGiven(studio, run, `the seed ${name}`, media);
    const path = studio.store.path(media);
    pictures.push({ id, name, width, height, transparent, facts: await measurePicture(path) });
    glances.push({ name: id, ...(await glanceAt(path)) });
  }
  const input = { concept, pictures, texts, drawable: [...DRAWABLE] };
  const { value } = await decide(production, 'assets', assetAnalyzer, input, glances);
  const seen: Assets['pictures'] = [];
  for (const [at, picture] of value.pictures.entries()) {
    const panels: Panel[] = [];
    const sheet = seeds[at];
    if (picture.use === 'shots' && sheet !== undefined) {
      for (const box of pictures[at]?.facts.panels ?? [])
        panels.push({ box, media: await keepPicture(await cutOut(studio.store.path(sheet.media), box), studio) });
    }
    seen.push({ ...picture, panels });
  }
  return { pictures: seen, texts: value.texts };
}

/** Panels that the store has lost are cut again from the sheet. */
async function mendPanels(studio: Studio, sheet: Seed, panels: readonly Panel[]): Promise<void> {
  for (const [at, { media, box }] of panels.entries()) {
    const again = async () => keepPicture(await cutOut(studio.store.path(sheet.media), box), studio);
    await mend(studio, { name: `panel ${at + 1} of ${sheet.name}`, media, copy: null, again });
  }
}
