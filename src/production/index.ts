/** What commands and servers may use. */
export { combineScenes, listCandidates, listScenes, renderCandidate } from './exports.ts';
export { readWish } from './intake.ts';
export { produceFilm, resumeFilm } from './produce.ts';
export { followProduction, readProduction } from './production.ts';
export { findRun, listRuns } from './runs.ts';
export { openJournal, wallClock } from './studio.ts';
export { ledgerText } from './wrap.ts';
