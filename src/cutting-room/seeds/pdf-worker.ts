import { parentPort, workerData } from 'node:worker_threads';
import { extractText, getDocumentProxy } from 'unpdf';
import { messageOf } from '../../errors.ts';

export type PdfText = { pages: string[] } | { error: string; kind: 'locked' | 'long' | 'damaged' };

/** Pages of one PDF that are read. */
const PAGES = 200;

parentPort?.postMessage(await read(workerData as Uint8Array));

async function read(bytes: Uint8Array): Promise<PdfText> {
  try {
    const pdf = await getDocumentProxy(bytes);
    if (pdf.numPages > PAGES) return { error: `has ${pdf.numPages} pages; ${PAGES} are the most`, kind: 'long' };
    const { text } = await extractText(pdf, { mergePages: false });
    return { pages: text };
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException';
    return { error: messageOf(error), kind: locked ? 'locked' : 'damaged' };
  }
}
