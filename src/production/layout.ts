/** What lies where in the folder of a run. */
export const FILM = 'film.mp4';
export const POSTER = 'poster.png';
export const CONTACT_SHEET = 'contact-sheet.png';

export function takePath(slate: string): string {
  return `takes/${slate}.mp4`;
}
