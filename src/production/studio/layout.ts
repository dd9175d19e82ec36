/** What lies where in the folder of a run. */
export const FILM = 'film.mp4';
export const POSTER = 'poster.png';
export const CONTACT_SHEET = 'contact-sheet.png';
export const ANIMATIC = 'animatic.mp4';
export const ANIMATIC_SHEET = 'animatic-sheet.jpg';
export const DAILIES_SHEET = 'dailies.jpg';
/** The cut that came back from another program. */
export const EDITED = 'cuts/edited.mp4';
/** What films are made of, beside the film of a run. */
export const MANIFEST = 'manifest.json';

export function takePath(slate: string): string {
  return `takes/${slate}.mp4`;
}
