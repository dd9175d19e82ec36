import { html, Html, type HtmlValue } from './html.ts';

/** A whole HTML page that needs nothing but itself and the files that it names: no script, no font, no connection. */
export function pageOf(title: string, style: string, main: HtmlValue): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Claude Studio</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html> `.source;
}

/** Pictures and sound from beside the page or inside it. */
const POLICY =
  "default-src 'none'; img-src 'self' data: file:; media-src 'self' data: file:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
