/** What a concept says about the film and not about what is in it: quoted words, length, kind, style, orders to us. */

const QUOTED = /[“"«„]([^“”"«»„\n]{1,160})[”"»“]|(?<=^|[\s(:])['‘]([^'‘’\n]{2,120})['’](?=$|[\s).,!?;:])/gu;
const ANNOUNCED =
  /\b(?:title|text|caption|slogan|tagline|words?|sign|headline)\s*(?:says?|reads?|saying|reading|is|appears|:)\s*:?\s+(?!["“«‘'])([^.!?\n,;"“]{2,80})/giu;

/** Words that must stand in the picture. */
export function quotesIn(text: string): string[] {
  const quoted = [...text.matchAll(QUOTED)].map((match) => match[1] ?? match[2] ?? '');
  const announced = [...text.matchAll(ANNOUNCED)].map((match) => match[1] ?? '');
  const all = [...quoted, ...announced]
    .map((one) => one.trim().replace(/[,;]$/, ''))
    .filter((one) => /[\p{L}\p{N}]/u.test(one));
  return [...new Set(all)].slice(0, 6);
}

export function withoutQuotes(text: string): string {
  return text
    .replace(
      /(?:,?\s*(?:and|with|ending (?:on|with)|the)?\s*(?:the\s+)?(?:title|text|caption|slogan|tagline|words?|headline)\s*(?:says?|reads?|saying|reading|is|appears|card)?\s*:?\s*)(?=[“"«„‘'])/giu,
      ' ',
    )
    .replace(QUOTED, ' ')
    .replace(ANNOUNCED, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*[:,;–—-]+\s*(?=$|\n|[.!?])/gu, '')
    .trim();
}

export type Genre = 'story' | 'ad' | 'demo' | 'explainer' | 'trailer' | 'music' | 'nature';

/** What kind of film it is to be. */
export function genreOf(text: string): Genre {
  if (/\b(?:trailer|teaser)\b/i.test(text)) return 'trailer';
  if (
    /\b(?:app demo|demo of|product demo|walkthrough|our app|mobile app|an app|saas|dashboard|software that|tutorial)\b/i.test(
      text,
    )
  )
    return 'demo';
  if (
    /\b(?:ad|ads|advert|advertisement|commercial|promo|promotional|product launch|product video|brand film|launch (?:film|video)|campaign)\b/i.test(
      text,
    )
  )
    return 'ad';
  if (
    /\b(?:how .{1,60} works?|explain\w*|explainer|what is|why do|why does|introduction to|educational|lesson about)\b/i.test(
      text,
    )
  )
    return 'explainer';
  if (/\bmusic video\b/i.test(text)) return 'music';
  return 'story';
}

const FILM =
  '(?:music video|product launch|launch video|launch film|brand film|explainer video|video|film|movie|clip|animation|ads?|advert|advertisement|commercial|promo|trailer|teaser|story|tale|short|documentary|explainer|reel|spot|montage|demo|tutorial|sequence|cartoon|tiktok|vlog|intro|scene|visuali[sz]ation|time-?lapse|slow[- ]motion)';
const STYLE_NAMES =
  "water ?colou?r|anime|pixar|disney|ghibli|studio ghibli|claymation|stop[- ]motion|film noir|noir|cinematic|documentary|photo-?realistic|realistic|hand-drawn|sketch|comic(?: book)?|cartoon|low[- ]poly|pixel[- ]art|8-bit|retro|vintage|cyberpunk|steampunk|vaporwave|synthwave|oil painting|paper cut-?out|minimalist|flat design|3d|2d|isometric|black[- ]and[- ]white|wes anderson|impressionist|art deco|origami|puppet|children's book|storybook";
const STYLES = [
  /,?\s*\bin (?:the |an? )?(?:style|manner|look) of (?:an? |the )?([\p{L}\d '-]{3,40})/giu,
  new RegExp(
    `,?\\s*\\b(?:in (?:an? )?)?(${STYLE_NAMES})(?:[- ]?style[d]?|[- ](?:look|aesthetic|animation))(?: of)?\\b`,
    'giu',
  ),
  new RegExp(`,?\\s*\\bin (?:an? )?(${STYLE_NAMES})\\b(?= *(?:$|[.,;!]))`, 'giu'),
  /,?\s*\bstyle\s*:\s*([\p{L}\d ,'-]{3,40})/giu,
];

/** How the film is to look: `watercolour`; null when nobody says. */
export function styleIn(text: string): string | null {
  for (const pattern of STYLES) {
    const [found] = text.matchAll(pattern);
    if (found?.[1] !== undefined) return found[1].trim().toLowerCase();
  }
  return null;
}

/** `Create a 15-second ad for a red bicycle, vertical, in watercolour style` is about a red bicycle. */
export function withoutTalkOfFilm(text: string): string {
  let bare = text;
  for (const pattern of STYLES) bare = bare.replace(pattern, ' ');
  bare = bare
    .replace(
      /^\s*(?:(?:hi|hello|hey|please|claude)[,!]?\s+)*(?:can you\s+|could you\s+|i(?:'d| would)? (?:want|need|like)(?: you)? (?:to )?|let's\s+|we (?:want|need)\s+)?(?:(?:create|make|produce|generate|show|film|shoot|write|design|give|animate|do|visuali[sz]e|depict|imagine)\s+)?(?:me\s+|us\s+)?/i,
      (lead) => (/\w/.test(lead) ? '' : lead),
    )
    .replace(
      /(?:,|\bin|\bfor)?\s*\b(?:an?\s+)?(?:\d{1,3}(?:\.\d)?|one|two|half an?|fifteen|thirty|sixty|ten|twenty)[\s-]*(?:s|secs?|seconds?|minutes?|mins?)\b(?:[\s-]+long)?(?!\s+(?:later|ago|before|walk|drive|away|early))/gi,
      ' ',
    )
    .replace(
      /,?\s*\b(?:(?:in )?(?:4k|hd|1080p|720p|16:9|9:16|1:1)|for (?:instagram|tiktok|youtube|social media|linkedin|facebook)(?: reels?| shorts?)?|vertical(?: video| format)?|in slow motion|no (?:text|dialogue|voice ?over|music|words)|with (?:upbeat |calm |epic |soft |gentle |happy |sad )?(?:music|voice ?over|narration))\b/gi,
      ' ',
    )
    .replace(/^[\s,.:;–—-]+/, '');
  bare = bare
    .replace(
      new RegExp(
        `^\\s*(?:an?\\s+|the\\s+|my\\s+|our\\s+)?(?:[\\w'-]+\\s+){0,5}?${FILM}(?:\\s+${FILM})?\\s*(?:about|of|for|showing|featuring|where|in which|that shows|on|set in|:|with|-)\\s*(?:how\\s+)?(?=\\S)`,
        'i',
      ),
      '',
    )
    .replace(
      /^\s*(?:show|explain|introducing|introduction to|what is|what are|how does|how do|how|why do|why does|why)\s+(?:that\s+)?(?=\p{L})/iu,
      '',
    )
    .replace(/(?:^|(?<=[.!?]\s))(?:opens?|starts?|begins?|ends?|closes?|finish(?:es)?)\s+(?:with|on)\s+/gim, '')
    .replace(
      /\bthe (?:video|film|clip|ad|story) (?:is about|shows|starts with|begins with|opens with|ends with|should show)\s+/gi,
      '',
    );
  return (
    bare
      .replace(/[^\S\n]+/g, ' ')
      .replace(/\s+([.,;!?])/g, '$1')
      .trim() || text.trim()
  );
}

/** Length that the concept states, by itself or by the lengths of all scenes that are written out in it; else null. */
export function secondsIn(text: string, notes: readonly { seconds: number | null }[]): number | null {
  const words: Record<string, number> = {
    one: 1,
    two: 2,
    three: 3,
    half: 0.5,
    five: 5,
    ten: 10,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    sixty: 60,
    ninety: 90,
  };
  const stated = notes.flatMap((note) => (note.seconds === null ? [] : [note.seconds]));
  if (notes.length > 0 && stated.length === notes.length)
    return clampSeconds(stated.reduce((total, one) => total + one, 0));
  const head =
    notes.length > 0
      ? text.slice(0, Math.max(0, text.search(/\b(?:scene|shot)\s*#?\d|\n\s*\d[.)]|opening\s*:/i)))
      : text;
  const minutes =
    /\b(half|one|two|three|five|\d{1,2}(?:\.\d)?)(?:\s+an?)?[\s-]*(?:minutes?|mins?)\b(?!\s+(?:later|ago|walk|drive|away))/i.exec(
      head,
    );
  if (minutes?.[1] !== undefined) return clampSeconds((words[minutes[1].toLowerCase()] ?? Number(minutes[1])) * 60);
  const seconds =
    /\b(ten|fifteen|twenty|thirty|sixty|ninety|\d{1,3}(?:\.\d)?)[\s-]*(?:seconds?|secs?|s)\b(?!\s+(?:later|ago|away|per))/i.exec(
      head,
    );
  return seconds?.[1] === undefined ? null : clampSeconds(words[seconds[1].toLowerCase()] ?? Number(seconds[1]));
}

function clampSeconds(seconds: number): number | null {
  return Number.isFinite(seconds) && seconds >= 2 ? Math.min(600, seconds) : null;
}
