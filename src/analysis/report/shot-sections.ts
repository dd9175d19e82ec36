import { best } from '../../film/best-take.ts';
import { formatCents } from '../../film/money.ts';
import type { Provenance } from '../../film/provenance.ts';
import type { Review } from '../../film/review.ts';
import type { Scene, Shot } from '../../film/screenplay.ts';
import type { ProductionState, TakeState } from '../../film/state.ts';
import { toSeconds } from '../../film/time.ts';
import { html, type Html } from './html.ts';
import { badge, counted, inStory, meter, section, sentence, slated, table, trusted, whole, words } from './parts.ts';
import type { JudgeTrust, MediaAddress } from './parts.ts';

/** The screenplay, shot by shot, with everything that was shot for it. */
export function shotsSection(state: ProductionState, media: MediaAddress, trust: JudgeTrust | null): Html | null {
  const { screenplay } = state;
  if (screenplay === null) return null;
  const takes = Map.groupBy(Object.values(state.takes), ({ shot }) => shot);
  const shots = screenplay.scenes.reduce((total, scene) => total + scene.shots.length, 0);
  return section(
    'shots',
    'Shots',
    `${counted(screenplay.scenes.length, 'scene')}, ${counted(shots, 'shot')}, ${counted(Object.keys(state.takes).length, 'take')}`,
    screenplay.scenes.map(
      (scene) =>
        html`${sceneHead(scene)}${scene.shots.map((shot) => shotArticle(state, shot, takes.get(shot.id) ?? [], media, trust))}`,
    ),
  );
}

export function soundSection(state: ProductionState): Html | null {
  const { voices, music, effects } = state;
  const order = inStory(state);
  const lines = Object.values(voices).toSorted((a, b) => order(a.shot) - order(b.shot));
  if (lines.length === 0 && music === null && effects === null) return null;
  return section(
    'sound',
    'Sound',
    null,
    html`${
      lines.length === 0
        ? null
        : table(
            ['Shot', 'Narration', 'Length#', 'Voice', 'From'],
            lines.map((line) => ({
              cells: [
                line.shot,
                `“${line.text}”`,
                `${line.seconds.toFixed(1)} s`,
                line.provider,
                badge(line.provenance),
              ],
            })),
          )
    }
    ${music === null ? null : html`<p>Music: ${music.mood}, ${music.seconds.toFixed(1)} s, ${madeBy(music)} ${badge(music.provenance)}</p>`}
    ${effects === null ? null : html`<p>Effects: ${effects.sounds.map(({ sound }) => sound).join(', ')}, ${madeBy(effects)} ${badge(effects.provenance)}</p>`}`,
  );
}

function madeBy({ provider, provenance }: { provider: string; provenance: Provenance }): string {
  return provenance === 'offline' ? 'made here' : `by ${provider}`;
}

function sceneHead(scene: Scene): Html {
  return html`<h3>${scene.number}. ${scene.title} <small>${scene.beat}, ${scene.mood}</small></h3>
    <p class="summary">${scene.summary}</p>`;
}

function shotArticle(
  state: ProductionState,
  shot: Shot,
  takes: TakeState[],
  media: MediaAddress,
  trust: JudgeTrust | null,
): Html {
  const [used] = best({ state }, shot);
  const still = used === undefined ? null : media(used.take.media);
  const seconds = toSeconds(shot.frames, state.screenplay?.rate ?? { num: 24, den: 1 });
  return html`<article id="shot-${shot.id}">
    ${still === null ? html`<div class="still none">${shot.id}</div>` : picture(still, shot)}
    <div class="shot">
      <h4>
        ${shot.id}
        <small
          >${seconds.toFixed(1)} s · ${words(shot.size)} · ${words(shot.move)} · ${words(shot.transitionIn.kind)}
          in</small
        >
      </h4>
      <p>${shot.description}</p>
      ${shot.narration === null ? null : html`<blockquote>${shot.narration}</blockquote>`}
      ${shot.overlays.map((overlay) => html`<p class="summary">On screen: ${overlay.text}</p>`)}
      ${takes.length === 0 ? html`<p class="empty">Not shot yet.</p>` : takes.map((take) => takeBlock(take, trust))}
    </div>
  </article>`;
}

/** A still when the address is one, else the take itself at its first frame. */
function picture(address: string, shot: Shot): Html {
  return /^data:image\/|\.(?:png|jpe?g|webp)$/i.test(address)
    ? html`<img class="still" src="${address}" alt="First frame of shot ${shot.id}" loading="lazy" />`
    : html`<video class="still" src="${address}" preload="metadata" muted controls></video>`;
}

function takeBlock(state: TakeState, trust: JudgeTrust | null): Html {
  const { slate, take, review, failure, unsure, status } = state;
  const verdict = review === null ? status : review.verdict === 'circle' ? 'circled' : review.verdict;
  return html`<details class="take" ${review !== null && review.verdict !== 'circle' ? html` open` : null}>
    <summary>
      <b>${whole(slate)}</b>
      <span class="verdict ${verdict}">${verdict}</span
      >${review === null ? null : html` <span class="overall">${review.overall === null ? '–' : Math.round(review.overall)}</span> ${trusted(trust, review.answers !== undefined)}`}
      ${badge(take?.provenance ?? review?.provenance ?? null)}
      <small>${state.provider} ${state.model}${take === null ? null : ` · ${formatCents(take.cost)}`}</small>
      ${review === null ? null : html`<small class="four">${fourScores(review)}</small>`}
    </summary>
    ${failure === null ? null : html`<p class="trouble"><b>${failure.kind}</b> ${failure.reason} (${failure.billed ? 'billed' : 'not billed'})</p>`}
    ${unsure === null ? null : html`<p class="trouble"><b>unsure</b> ${unsure}</p>`}
    ${review === null ? null : reviewBlock(review)}
    ${
      take === null || take.warnings.length === 0
        ? null
        : html`<ul class="warnings">
            ${take.warnings.map((warning) => html`<li>${warning}</li>`)}
          </ul>`
    }
    ${
      take === null
        ? null
        : html`<details class="prompt">
            <summary>Prompt</summary>
            <pre>${take.prompt}</pre>
          </details>`
    }
  </details>`;
}

function fourScores({ scores }: Review): string {
  return [
    `visual ${scores.visualAccuracy.value ?? '–'}`,
    `style ${scores.styleConsistency.value ?? '–'}`,
    `technical ${scores.technicalQuality.value ?? '–'}`,
    `story ${scores.narrativeFit.value ?? '–'}`,
  ].join(' · ');
}

function reviewBlock({ scores, measures, issues, suggestions, reason }: Review): Html {
  return html`<p>${slated(sentence(reason))}</p>
    <div class="scores">
      ${meter('Visual accuracy', scores.visualAccuracy)}${meter('Style consistency', scores.styleConsistency)}${meter('Technical quality', scores.technicalQuality)}${meter('Narrative fit', scores.narrativeFit)}
    </div>
    ${
      issues.length + suggestions.length === 0
        ? null
        : html`<ul class="issues">
            ${issues.map((issue) => html`<li>${sentence(issue)}</li>`)}${suggestions.map((suggestion) => html`<li class="suggestion">${suggestion}</li>`)}
          </ul>`
    }
    ${
      measures.length === 0
        ? null
        : html`<details>
            <summary>${counted(measures.length, 'measure')}</summary>
            ${table(
              ['Measure', 'Value#', 'Passed', 'Found'],
              measures.map(({ name, value, unit, passed, note }) => ({
                cells: [
                  name,
                  value === null ? '–' : `${Number(value.toPrecision(4))} ${unit}`,
                  passed ? 'yes' : html`<b class="missing">no</b>`,
                  note,
                ],
              })),
            )}
          </details>`
    }`;
}
