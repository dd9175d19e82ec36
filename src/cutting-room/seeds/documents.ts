import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import type { PdfText } from './pdf-worker.ts';
import { badSeed, readSeedFile } from './seed-file.ts';

/** Bytes of a file that is read as text, and of a PDF. */
const TEXT_BYTES = 1024 * 1024;
const PDF_BYTES = 32 * 1024 * 1024;
/** Characters of one text: some forty pages. A film of minutes has no room for more. */
const CHARACTERS = 80_000;
/** A PDF may be built to take for ever, or all memory. */
const PDF_PATIENCE_MS = 30_000;
const PDF_MEMORY_MB = 512;

const TEXTS = new Set(['.txt', '.md', '.markdown', '.fountain', '.pdf']);
const TAKEN = 'Text is taken as .txt, .md, .fountain or .pdf.';

/** Whether a file of this name is read as text. */
export function isDocument(path: string): boolean {
  return TEXTS.has(extname(path).toLowerCase());
}

/**
 * The words of a text file or PDF that somebody handed in: lines as they were written, without control characters and what
 * is invisible, at most 80,000 characters. Throws `bad-seed` for what holds no words, is too large, encrypted or damaged.
 */
export async function readDocument(path: string): Promise<string> {
  const bytes = await readSeedFile(path, {
    most: PDF_BYTES,
    taken: 'Texts up to 1 MB and PDF files up to 32 MB are taken.',
  });
  const pdf = bytes.subarray(0, 1024).includes('%PDF-');
  if (!pdf && extname(path).toLowerCase() === '.pdf')
    throw badSeed(path, 'is called .pdf and is none', 'Export it again as PDF, or hand in its text as .txt.');
  if (!pdf && bytes.length > TEXT_BYTES)
    throw badSeed(path, `has ${Math.ceil(bytes.length / 1e6)} MB of text`, 'Texts up to 1 MB are taken.');
  const text = tidy(pdf ? (await pagesOf(path, bytes)).map(pageTidy).join('\n\n') : decoded(path, bytes));
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw pdf
      ? badSeed(path, 'holds no text, only pictures', 'Hand its pages in as PNG or JPEG, or its text as .txt.')
      : badSeed(path, 'holds no words', TAKEN);
  }
  const length = [...text].length;
  if (length > CHARACTERS) {
    throw badSeed(
      path,
      `has ${length.toLocaleString('en-US')} characters; ${CHARACTERS.toLocaleString('en-US')} are the most`,
      'Hand in the part that the film is made of.',
    );
  }
  return text;
}

/** UTF-8, UTF-16 with its mark, or what an old Windows wrote. */
function decoded(path: string, bytes: Buffer): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (utf16 !== null) return new TextDecoder(utf16).decode(bytes);
  if (bytes.includes(0)) throw badSeed(path, 'is not text', TAKEN);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Reads in a thread of its own, which is ended when it takes too long or too much. */
async function pagesOf(path: string, bytes: Buffer): Promise<string[]> {
  const worker = new Worker(new URL(`./pdf-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: Uint8Array.from(bytes),
    resourceLimits: { maxOldGenerationSizeMb: PDF_MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<PdfText>();
  const patience = setTimeout(() => resolve({ error: 'it takes too long', kind: 'damaged' }), PDF_PATIENCE_MS);
  worker.once('message', resolve);
  worker.once('error', (error) => resolve({ error: messageOf(error), kind: 'damaged' }));
  worker.once('exit', () => reject(badSeed(path, 'cannot be read as a PDF', DAMAGED)));
  try {
    const answer = await promise;
    if ('pages' in answer) return answer.pages;
    if (answer.kind === 'locked')
      throw badSeed(path, 'is locked with a password', 'Save it without one, or hand in its text as .txt.');
    if (answer.kind === 'long') throw badSeed(path, answer.error, 'Hand in the pages that the film is made of.');
    throw badSeed(path, `cannot be read as a PDF: ${answer.error}`, DAMAGED);
  } finally {
    clearTimeout(patience);
    await worker.terminate();
  }
}

const DAMAGED = 'Export it again as PDF, or hand in its text as .txt.';

/** Words that a line end has torn apart are one word again. */
function pageTidy(page: string): string {
  return page.replace(/(\p{L}{2,})[-\u2010]\n(\p{Ll}{2,})/gu, '$1$2');
}

/** Text that only a machine would see is not read: zero-width characters, turns of direction, soft hyphens, tags. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/[\p{Cc}--[\n\t]]|\p{Cf}|\p{Co}|\p{Cn}/gv, (sign) => (sign === '\u200d' ? sign : ''))
    .replaceAll('\ufffd', '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
