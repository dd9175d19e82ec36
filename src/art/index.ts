export { stageShot, type Drawing } from './stage.ts';
