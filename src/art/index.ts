export { stageShot, type Drawing } from './stage.ts';
export { DRAWABLE } from './subjects/index.ts';
