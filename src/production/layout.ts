/** What lies where in the folder of a run. */
export const FILM = 'film.mp4';
export const POSTER = 'poster.png';
export const CONTACT_SHEET = 'contact-sheet.png';
export const ANIMATIC = 'animatic.mp4';
export const ANIMATIC_SHEET = 'animatic-sheet.jpg';
export const DAILIES_SHEET = 'dailies.jpg';

export function takePath(slate: string): string {
  return `takes/${slate}.mp4`;
}
