import type { ProductionState } from '../../film/state.ts';
import { html } from './html.ts';
import type { JudgeTrust, MediaAddress, ReportEvent } from './parts.ts';
import { pageOf } from './page.ts';
import { STYLE } from './style.ts';
import { competitionSection } from './competition-sections.ts';
import { gapsSection, lessonsSection } from './critic-sections.ts';
import { deliveriesSection } from './delivery-section.ts';
import { continuitySection, dailiesSection, mindsSection } from './dailies-sections.ts';
import { assetsSection, contractSection, decisionsSection, pilotsSection } from './plan-sections.ts';
import { shotsSection, soundSection } from './shot-sections.ts';
import { filmSection, importedSection, moneySection, recordSection, warningsSection } from './film-sections.ts';

/**
 * The report of a production as one HTML page that needs nothing but itself and what `media` names: no script, no request
 * to anybody. `media` is asked for the poster, every take, the master, the animatic and the contact sheets. Foreign text is
 * escaped. `trust` stands beside every score that somebody has judged.
 */
export function reportHtml(
  state: ProductionState,
  events: ReportEvent[],
  media: MediaAddress,
  trust: JudgeTrust | null,
): string {
  const title = state.screenplay?.title ?? 'A film in the making';
  return pageOf(
    title,
    STYLE,
    html`${filmSection(state, media)} ${importedSection(state)} ${deliveriesSection(state)} ${warningsSection(state)}
    ${assetsSection(state)} ${contractSection(state)} ${pilotsSection(state)} ${competitionSection(state)}
    ${decisionsSection(state)} ${gapsSection(state, trust)} ${shotsSection(state, media, trust)}
    ${dailiesSection(state, trust)} ${continuitySection(state)} ${soundSection(state)} ${lessonsSection(state)}
    ${mindsSection(state)} ${moneySection(state)} ${recordSection(state, events)}`,
  );
}
