import type { z } from 'zod';

/** The first thing that is wrong with a request, in the way that web frameworks say it: `duration: expected …`. */
export function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return 'the request is not valid';
  const where = issue.path.join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}
